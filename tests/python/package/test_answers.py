"""Answers, streams and errors of providers, in the standard shape."""

from __future__ import annotations

import pickle
import unittest

import llmanac
from llmanac import CallError, ProviderError

today = llmanac.get_model_registry().as_of("2026-11-23")


class Answers(unittest.TestCase):
    def test_an_answer_comes_back_in_the_standard_shape(self):
        payload = {
            "output": {"message": {"role": "assistant", "content": [{"text": "Because."}]}},
            "stopReason": "end_turn",
            "usage": {"inputTokens": 40, "outputTokens": 12, "totalTokens": 52},
        }
        answer = today.parse(payload, surface="bedrock.converse")
        self.assertEqual(answer.choices[0].message.content, "Because.")
        self.assertEqual(today.parse(payload, model="claude-sonnet-4-5").choices, answer.choices)
        with self.assertRaises(CallError):
            today.parse(payload)
        with self.assertRaises(llmanac.AnswerError):
            today.parse({"nothing": 1}, surface="bedrock.converse")

    def test_arguments_stay_in_the_order_of_the_model(self):
        call = {"toolUse": {"toolUseId": "t1", "name": "advise", "input": {"reasoning": "calm", "answer": "sail"}}}
        payload = {"output": {"message": {"role": "assistant", "content": [call]}}, "stopReason": "tool_use", "usage": {"inputTokens": 4, "outputTokens": 2, "totalTokens": 6}}
        (called,) = today.parse(payload, surface="bedrock.converse").choices[0].message.tool_calls
        self.assertEqual(called.function.arguments, '{"reasoning":"calm","answer":"sail"}')
        self.assertEqual(list(called.parsed), ["reasoning", "answer"])

    def test_a_stream_comes_to_the_same_as_the_whole(self):
        stream = today.answer_stream(surface="gemini.generate_content")
        sent = 'data: {"candidates": [{"content": {"parts": [{"text": "Slack"}]}}]}\r\n\r\ndata: {"candidates": [{"content": {"parts": [{"text": " water."}]}, "finishReason": "STOP"}]}\r\n\r\n'.encode()
        chunks = [chunk for at in range(0, len(sent), 7) for chunk in stream.push(sent[at : at + 7])]
        self.assertEqual("".join(chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.get("content")), "Slack water.")
        self.assertEqual(stream.finish().choices[0].message.content, "Slack water.")
        with self.assertRaises(ValueError):
            stream.push(b"")
        cut = today.answer_stream(surface="gemini.generate_content")
        cut.push(sent[:100])
        with self.assertRaises(llmanac.AnswerError):
            cut.finish()

    def test_a_providers_error_says_whether_to_try_again(self):
        with self.assertRaises(ProviderError) as raised:
            today.parse({"error": {"message": "slow down", "code": "429"}}, surface="azure_openai.chat", status=429, headers={"retry-after": "3"})
        self.assertEqual((raised.exception.kind, raised.exception.retry_after_ms), ("rate_limit", 3000))
        again = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual((again.kind, str(again)), ("rate_limit", str(raised.exception)))


if __name__ == "__main__":
    unittest.main()
