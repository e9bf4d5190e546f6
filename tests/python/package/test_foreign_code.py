"""Code of the caller's that runs while a value is read: what it changes, and what it raises."""

from __future__ import annotations

import threading
import unittest
from decimal import Decimal

import llmanac


class Dumped:
    """An object as those of SDKs, whose form is made by a function."""

    def __init__(self, dump):
        self.to_dict = dump


def changing(change):
    """A dictionary that an object within it changes when it is read."""
    held = {f"before {number}": number for number in range(3)}
    held["object"] = Dumped(lambda: change(held) or {})
    held.update({f"after {number}": number for number in range(3)})
    return held


def swap(held):
    """Another key at the same length."""
    del held["before 0"]
    held["new"] = 1


class Changes(unittest.TestCase):
    def test_a_dictionary_that_changes_is_no_panic(self):
        for change in (
            lambda held: held.update(new=1),
            lambda held: held.pop("before 0"),
            lambda held: held.pop("after 2"),
            lambda held: held.clear(),
            lambda held: held.update({str(number): number for number in range(1_000)}),
            swap,
        ):
            for call in (
                lambda held: llmanac.validate_model_parameters("gpt-4o", held),
                lambda held: llmanac.convert_request_for_model([held], "gpt-4o"),
                lambda held: llmanac.cost("gpt-4o", {"usage": held}),
            ):
                with self.assertRaisesRegex(RuntimeError, "^a dictionary changed while it was read$"):
                    call(changing(change))

    def test_values_may_change_since_the_keys_stay(self):
        held = changing(lambda held: held.update({"after 2": "other"}))
        self.assertTrue(llmanac.validate_model_parameters("gpt-4o", held))

    def test_a_list_that_changes_is_not_read_in_part(self):
        for change in (lambda held: held.append(1), lambda held: held.pop(), lambda held: held.clear()):
            held = ["x", 1, 2]
            held.insert(1, Dumped(lambda: change(held) and {} or {}))
            with self.assertRaisesRegex(RuntimeError, "^a list changed while it was read$"):
                llmanac.validate_model_parameters("gpt-4o", {"stop": held})

    def test_another_thread_adds_keys_meanwhile(self):
        held, over = {}, threading.Event()
        # In each reading the other thread has its turn.
        held.update({f"object {number}": Dumped(lambda: over.wait(0.0001) and {} or {}) for number in range(50)})

        def add():
            number = 0
            while not over.is_set():
                held[f"new {number % 100}"] = number
                if number % 100 == 99:
                    for old in range(100):
                        held.pop(f"new {old}")
                number += 1

        thread = threading.Thread(target=add, daemon=True)
        thread.start()
        seen = set()
        try:
            for _ in range(50):
                try:
                    llmanac.validate_model_parameters("gpt-4o", held)
                except Exception as error:
                    seen.add((type(error), str(error)))
        finally:
            over.set()
            thread.join(timeout=60)
        self.assertLessEqual(seen, {(RuntimeError, "a dictionary changed while it was read")})
        self.assertTrue(seen)


class Stop(BaseException):
    """As `KeyboardInterrupt`, which a test had better not raise."""


def stop(*_):
    raise Stop


class Ends(unittest.TestCase):
    """What is to end the program is not taken for a value that cannot be read."""

    def test_what_a_counts_own_code_raises_comes_out(self):
        for raised in (Stop, LookupError, MemoryError):

            class Count:
                def __index__(self):
                    raise raised

            with self.assertRaises(raised):
                llmanac.calculate_request_cost("gpt-4o", Count(), 0)

        class Negative:
            def __index__(self):
                return -1

        with self.assertRaisesRegex(ValueError, "input_tokens: a count is from 0 to"):
            llmanac.calculate_request_cost("gpt-4o", Negative(), 0)

    def test_what_the_code_of_a_value_raises_comes_out(self):
        class Attribute:
            def __getattr__(self, name):
                stop()

        class Moment:
            def isoformat(self):
                stop()

        class Number(Decimal):
            to_integral_value = stop

        class Exponent(Decimal):
            adjusted = stop

        for value in (Attribute(), Moment(), Number(1), Exponent(1)):
            with self.assertRaises(Stop):
                llmanac.validate_model_parameters("gpt-4o", {"temperature": value})
        with self.assertRaises(Stop):
            llmanac.cost("gpt-4o", {"input_tokens": 1}, at=Moment())


if __name__ == "__main__":
    unittest.main()
