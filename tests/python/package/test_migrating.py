"""The name to move to: with a warning wherever it is not the whole answer."""

from __future__ import annotations

import unittest
import warnings

import llmanac
from llmanac import ModelDeprecatedWarning, ModelNotFoundWarning, ModelRegistry

from own_model import own

today = llmanac.get_model_registry().as_of("2026-11-23")


def moved(registry, name):
    """The name that comes back, and what was warned of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        to = registry.migrate_to_supported_model(name)
    return to, [(warning.category, str(warning.message)) for warning in caught]


class Migrating(unittest.TestCase):
    def test_no_deprecated_model_is_passed_over_in_silence(self):
        kinds = set()
        for name, model in today.get_all_models().items():
            to, warned = moved(today, name)
            if not model.is_deprecated:
                self.assertEqual((to, warned), (name, []))
                continue
            ((category, said),) = warned
            self.assertIs(category, ModelDeprecatedWarning)
            if to == name:
                kinds.add("nowhere")
                self.assertRegex(said, "nothing is named in place|the replacements end at", name)
            elif today[to].is_deprecated:
                kinds.add("dying")
                self.assertIn("takes no new use", said, name)
            else:
                kinds.add("living")
                self.assertNotIn("takes no new use", said, name)
        self.assertEqual(kinds, {"nowhere", "dying", "living"})

    def test_what_is_said_names_the_days(self):
        then = llmanac.get_model_registry().as_of("2024-07-01")
        self.assertEqual(
            moved(then, "gpt-3.5-turbo-16k"),
            ("gpt-3.5-turbo", [(ModelDeprecatedWarning, "Model gpt-3.5-turbo-16k is deprecated as of 2024-06-01; consider migrating to: gpt-3.5-turbo")]),
        )
        to, ((_, said),) = moved(today, "llama-2-13b")
        self.assertEqual(to, "llama-2-13b")
        self.assertEqual(said, "Model llama-2-13b is retired since 2025-06-30; nothing is named in place of azure_foundry/llama-2-13b on 2026-11-23")

    def test_a_name_that_means_no_model_comes_back_with_a_warning(self):
        to, ((category, said),) = moved(today, "gpt-40")
        self.assertEqual(to, "gpt-40")
        self.assertIs(category, ModelNotFoundWarning)
        self.assertIn("did you mean one of gpt-4o", said)
        hostile = "x\0y" + "z" * 100_000
        to, ((category, said),) = moved(today, hostile)
        self.assertEqual(to, hostile)
        self.assertTrue(0 < len(said) < 500, said)

    def test_a_replacement_that_is_stated_counts(self):
        mine = ModelRegistry()
        mine.register_model(own(is_deprecated=True, deprecation_date="2024-06-01", replacement_model="newer"))
        to, ((_, said),) = moved(mine, "own-model")
        self.assertEqual(to, "newer")
        self.assertTrue(said.endswith("consider migrating to: newer; no living model of that name is in this registry"), said)
        mine.register_model(own(model_name="newer"))
        to, ((_, said),) = moved(mine, "own-model")
        self.assertTrue(said.endswith("consider migrating to: newer"), said)

    def test_a_warning_may_be_an_error(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with self.assertRaises(ModelDeprecatedWarning):
                today.migrate_to_supported_model("llama-2-13b")


if __name__ == "__main__":
    unittest.main()
