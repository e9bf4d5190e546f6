"""One package in a process: imported again, forked, spawned, and in a second interpreter."""

from __future__ import annotations

import subprocess
import sys
import unittest


def said(program: str) -> str:
    """What a program in a process of its own prints."""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", timeout=120, stdin=subprocess.DEVNULL
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


class Interpreters(unittest.TestCase):
    def test_a_second_interpreter_is_refused_and_the_first_goes_on(self):
        printed = said("""
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
import sys
import llmanac

# With the lock of the first, where there is a choice: one of its own is refused by Python.
try:
    second = interpreters.create("legacy")
except TypeError:
    try:
        second = interpreters.create(isolated=False)
    except TypeError:
        second = interpreters.create()
run = getattr(interpreters, "exec", None) or interpreters.run_string
within = '''
import sys
sys.path[:] = %r
for _ in range(2):
    try:
        import llmanac
    except ImportError as error:
        print(error, flush=True)
''' % sys.path
run(second, within)
model = llmanac.get_model_metadata("gpt-4o")
print(type(model.provider) is llmanac.LLMProvider, llmanac.cost("gpt-4o", {"input_tokens": 1}).status)
""")
        self.assertEqual(printed.count("llmanac is in use by another interpreter of this process"), 2, printed)
        self.assertIn("True exact\n", printed)

    def test_it_may_be_imported_again(self):
        printed = said("""
import importlib, sys
import llmanac
model = llmanac.get_model_metadata("gpt-4o")
importlib.reload(llmanac)
importlib.reload(llmanac._llmanac)
print(llmanac.get_model_metadata("gpt-4o") == model)
for name in [name for name in sys.modules if name.startswith("llmanac")]:
    del sys.modules[name]
import llmanac
print(llmanac.get_model_metadata("gpt-4o").display_name)
""")
        self.assertEqual(printed, "True\nGPT-4o\n")

    def test_processes_have_it_each(self):
        printed = said("""
import multiprocessing, warnings
import llmanac
if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for how in multiprocessing.get_all_start_methods():
        with multiprocessing.get_context(how).Pool(2) as pool:
            print(pool.map(llmanac.get_model_metadata, ["gpt-4o"])[0].display_name)
""")
        self.assertEqual(set(printed.split("\n")), {"GPT-4o", ""})


if __name__ == "__main__":
    unittest.main()
