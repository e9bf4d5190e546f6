"""Ids are texts, members of an enumeration or not; and what is not known."""

from __future__ import annotations

import copy
import json
import pickle
import unittest
from decimal import Decimal
from fractions import Fraction

from llmanac import UNKNOWN, LLMProvider, ModelFamily, OutputMediaType


class Ids(unittest.TestCase):
    def test_a_member_is_its_text_and_a_key_like_it(self):
        self.assertEqual(ModelFamily.AZURE_GPT_4O, "azure_gpt_4o")
        self.assertEqual({ModelFamily.AZURE_GPT_4O: 1}["azure_gpt_4o"], 1)
        self.assertIsInstance(LLMProvider.GEMINI, str)
        self.assertEqual(f"{ModelFamily.GEMINI_PRO}", "gemini_pro")
        self.assertEqual(LLMProvider.BEDROCK.value, "bedrock")
        self.assertEqual(LLMProvider.BEDROCK.name, "BEDROCK")
        self.assertIs(LLMProvider("bedrock"), LLMProvider.BEDROCK)
        self.assertIs(LLMProvider["BEDROCK"], LLMProvider.BEDROCK)
        self.assertEqual(json.dumps(OutputMediaType.JSON), '"json"')

    def test_any_other_text_is_a_value_too(self):
        family = ModelFamily("my_family")
        self.assertEqual(family, "my_family")
        self.assertNotIn(family, ModelFamily)
        self.assertEqual(pickle.loads(pickle.dumps(family)), family)
        self.assertIs(pickle.loads(pickle.dumps(LLMProvider.VERTEX)), LLMProvider.VERTEX)
        self.assertIs(copy.deepcopy(LLMProvider.VERTEX), LLMProvider.VERTEX)
        self.assertEqual(len(list(ModelFamily)), 9)
        with self.assertRaises(TypeError):
            ModelFamily(5)
        with self.assertRaises(AttributeError):
            ModelFamily.GEMINI_PRO = "other"

    def test_what_is_not_known_is_neither_above_nor_below(self):
        self.assertFalse(UNKNOWN >= 1 or UNKNOWN < 1 or 1 < UNKNOWN or UNKNOWN)
        self.assertIs(pickle.loads(pickle.dumps(UNKNOWN)), UNKNOWN)
        self.assertIs(copy.deepcopy(UNKNOWN), UNKNOWN)
        with self.assertRaises(TypeError):
            UNKNOWN < "a"
        for number in (1, 0.5, Decimal(1), Fraction(1, 2), True):
            self.assertFalse(UNKNOWN >= number or UNKNOWN < number or number <= UNKNOWN or number > UNKNOWN, number)

    def test_what_is_not_known_is_written_wherever_a_number_is(self):
        for form, wanted in (
            ("", "unknown"), (",", "unknown"), ("10,", "   unknown"), ("<10_", "unknown   "), ("*^11d", "**unknown**"),
            ("012.2f", "     unknown"), ("=10", "   unknown"), ("%", "unknown"),
        ):
            self.assertEqual(format(UNKNOWN, form), wanted, form)
        with self.assertRaisesRegex(ValueError, "`dd` is no format of a number"):
            format(UNKNOWN, "dd")


if __name__ == "__main__":
    unittest.main()
