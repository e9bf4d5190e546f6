"""The snippets of the original design, with only their import line changed, in the order in which they stand there."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import unittest
from pathlib import Path

SNIPPETS = Path(__file__).with_name("snippets")


def printed(name: str, today: str) -> str:
    """What a snippet prints in a process of its own, on a day."""
    ran = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning", str(SNIPPETS / name)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LLMANAC_TODAY": today, "PYTHONIOENCODING": "utf-8"},
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


class Original(unittest.TestCase):
    """Each snippet, and what it prints as of the day of the original and as of today."""

    def test_metadata(self):
        self.assertEqual(
            printed("metadata.py", "2024-06-01"),
            "Model: GPT-4o\nFamily: azure_gpt_4o\nMax tokens: 4096\nSupports vision: True\n"
            "Cost per 1K input: $0.005\n",
        )
        self.assertIn("Max tokens: 16384\n", printed("metadata.py", "2026-11-23"))

    def test_validate(self):
        for today in ("2024-06-01", "2026-11-23"):
            self.assertEqual(printed("validate.py", today), "⚠️ max_tokens 20000 exceeds model limit 4096\n")

    def test_validate_gpt_4o(self):
        said = printed("validate_gpt_4o.py", "2026-11-23")
        self.assertEqual(said, "⚠️ max_tokens 20000 exceeds model limit 16384\n")

    def test_capabilities(self):
        self.assertEqual(
            printed("capabilities.py", "2024-07-01"),
            "⚠️ This model is deprecated as of 2024-06-01\nReplacement: gpt-3.5-turbo\n✓ Function calling supported\n",
        )

    def test_families(self):
        self.assertEqual(
            printed("families.py", "2026-11-23"),
            "GPT-4o models: ['gpt-4o', 'gpt-4o-mini']\n"
            "Claude 3 models: ['claude-3-haiku', 'claude-3-opus', 'claude-3-sonnet']\n",
        )

    def test_providers(self):
        said = printed("providers.py", "2026-11-23")
        self.assertIn("gpt-4o: GPT-4o\n", said)
        self.assertIn("gpt-3.5-turbo-16k: ", said)

    def test_mapping(self):
        self.assertEqual(printed("mapping.py", "2026-11-23"), "This model requires a deployment name\nmax_tokens\n")

    def test_cost(self):
        self.assertEqual(printed("cost.py", "2024-06-01"), "Estimated cost: $0.0125\n")
        self.assertEqual(printed("cost.py", "2026-11-23"), "Estimated cost: $0.0075\n")

    def test_request_cost(self):
        self.assertEqual(printed("request_cost.py", "2024-06-01"), "Estimated cost: $0.0125\n")

    def test_selection(self):
        self.assertRegex(printed("selection.py", "2026-11-23"), r"^Recommended model: [a-z]\S+\n$")
        self.assertRegex(printed("selection_imported.py", "2026-11-23"), r"^Recommended model: [a-z]\S+\n$")

    def test_migration(self):
        self.assertEqual(
            printed("migration.py", "2024-07-01"),
            "⚠️ Model gpt-3.5-turbo-16k is deprecated as of 2024-06-01\nConsider migrating to: gpt-3.5-turbo\n",
        )
        self.assertEqual(printed("migration_imported.py", "2024-07-01"), "gpt-3.5-turbo\n")

    def test_conversion(self):
        self.assertEqual(printed("conversion.py", "2026-11-23"), "{'max_output_tokens': 100, 'temperature': 0.5}\n")

    def test_registration(self):
        self.assertEqual(
            printed("registration.py", "2026-11-23"),
            "New Model True 4096 {'temperature': 0.7, 'max_tokens': 4096} 0.025\n",
        )

    def test_provider_registries(self):
        self.assertEqual(
            printed("provider_registries.py", "2026-11-23"),
            "['gpt-3.5-turbo-16k', 'gpt-4o'] ['claude-3-5-sonnet'] ['gemini-1.5-pro']\n"
            "max_output_tokens 0.0125\n"
            "⚠️ deprecated since 2024-06-01: gpt-3.5-turbo\n",
        )


def load_tests(loader, tests, pattern):
    """The examples in the documentation of the package are tests too."""
    import doctest

    import llmanac
    from llmanac import _answers, _errors, _ids

    for module in (llmanac, _answers, _errors, _ids):
        tests.addTests(doctest.DocTestSuite(module))
    return tests


if __name__ == "__main__":
    with contextlib.redirect_stdout(io.StringIO()):
        pass
    unittest.main()
