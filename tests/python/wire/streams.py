"""A whole answer as its provider would stream it, one function a form; each text and each argument comes in two pieces."""

import base64
import json

from server import event_stream, sent_events


def halves(text):
    middle = len(text) // 2
    return [piece for piece in (text[:middle], text[middle:]) if piece]


def lines(events, last=None):
    told = [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in events]
    return sent_events("".join(told) + (f"data: {last}\n\n" if last else ""))


def chat(answer):
    head = {key: answer[key] for key in ("id", "created", "model", "system_fingerprint") if key in answer}
    head["object"] = "chat.completion.chunk"
    events = [{"id": "", "object": "", "created": 0, "model": "", "choices": [], "prompt_filter_results": answer.get("prompt_filter_results", [])}]
    for choice in answer["choices"]:
        message, deltas = choice["message"], [{"role": "assistant", "content": "" if choice["message"].get("content") is not None else None, "refusal": None}]
        for key in ("content", "refusal", "reasoning_content"):
            deltas += [{key: piece} for piece in halves(message.get(key) or "")]
        for at, call in enumerate(message.get("tool_calls") or []):
            first, *rest = ["", *halves(call["function"]["arguments"])]
            own = {"index": at, "id": call["id"], "type": "function", "function": {"name": call["function"]["name"], "arguments": first}}
            deltas += [{"tool_calls": [own]}] + [{"tool_calls": [{"index": at, "function": {"arguments": piece}}]} for piece in rest]
        events += [{**head, "choices": [{"index": choice["index"], "delta": delta, "finish_reason": None}]} for delta in deltas]
        last = {"index": choice["index"], "delta": {}, "finish_reason": choice["finish_reason"]}
        if "content_filter_results" in choice:
            last["content_filter_results"] = choice["content_filter_results"]
        events.append({**head, "choices": [last]})
    if answer.get("usage"):
        events.append({**head, "choices": [], "usage": answer["usage"]})
    return lines(events, "[DONE]")


def responses(answer):
    begun = {**answer, "status": "in_progress", "output": [], "usage": None}
    events = [{"type": "response.created", "response": begun}, {"type": "response.in_progress", "response": begun}]
    for at, item in enumerate(answer["output"]):
        where = {"output_index": at, "item_id": item.get("id")}
        empty = {**item, "status": "in_progress"}
        empty.update({key: value for key, value in (("content", []), ("summary", []), ("arguments", "")) if key in item})
        events.append({"type": "response.output_item.added", "output_index": at, "item": empty})
        for place, part in enumerate(item.get("content") or []):
            here = {**where, "content_index": place}
            key, kind = ("refusal", "refusal") if part["type"] == "refusal" else ("text", "output_text")
            events.append({"type": "response.content_part.added", **here, "part": {**part, key: "", **({"annotations": []} if key == "text" else {})}})
            events += [{"type": f"response.{kind}.delta", **here, "delta": piece, "logprobs": []} for piece in halves(part[key])]
            events += [{"type": f"response.{kind}.done", **here, key: part[key], "logprobs": []}, {"type": "response.content_part.done", **here, "part": part}]
        for place, part in enumerate(item.get("summary") or []):
            here = {**where, "summary_index": place}
            events.append({"type": "response.reasoning_summary_part.added", **here, "part": {**part, "text": ""}})
            events += [{"type": "response.reasoning_summary_text.delta", **here, "delta": piece} for piece in halves(part["text"])]
            events.append({"type": "response.reasoning_summary_part.done", **here, "part": part})
        if item["type"] == "function_call":
            events += [{"type": "response.function_call_arguments.delta", **where, "delta": piece} for piece in halves(item["arguments"])]
            events.append({"type": "response.function_call_arguments.done", **where, "arguments": item["arguments"]})
        events.append({"type": "response.output_item.done", "output_index": at, "item": item})
    events.append({"type": f"response.{answer['status']}", "response": answer})
    return sent_events("".join(
        f"event: {event['type']}\ndata: {json.dumps({**event, 'sequence_number': number}, ensure_ascii=False)}\n\n" for number, event in enumerate(events)
    ))


def converse(answer):
    events = [{"messageStart": {"role": "assistant"}}]
    for at, block in enumerate(answer["output"]["message"]["content"]):
        deltas = []
        if "text" in block:
            deltas = [{"text": piece} for piece in halves(block["text"])]
        if "toolUse" in block:
            use = block["toolUse"]
            events.append({"contentBlockStart": {"contentBlockIndex": at, "start": {"toolUse": {"toolUseId": use["toolUseId"], "name": use["name"]}}}})
            deltas = [{"toolUse": {"input": piece}} for piece in halves(json.dumps(use["input"]))]
        thought = block.get("reasoningContent", {})
        if "reasoningText" in thought:
            deltas = [{"reasoningContent": {"text": piece}} for piece in halves(thought["reasoningText"]["text"])]
            deltas.append({"reasoningContent": {"signature": thought["reasoningText"]["signature"]}})
        if "redactedContent" in thought:
            deltas = [{"reasoningContent": {"redactedContent": thought["redactedContent"]}}]
        events += [{"contentBlockDelta": {"contentBlockIndex": at, "delta": delta}} for delta in deltas]
        events.append({"contentBlockStop": {"contentBlockIndex": at}})
    stop = {key: answer[key] for key in ("stopReason", "additionalModelResponseFields") if key in answer}
    last = {key: answer[key] for key in ("usage", "metrics", "trace") if key in answer}
    return event_stream([*events, {"messageStop": stop}, {"metadata": last}])


def claude(answer):
    at_the_end = {key: answer[key] for key in ("stop_reason", "stop_sequence", "stop_details") if key in answer}
    begun = {**answer, **dict.fromkeys(at_the_end), "content": [], "usage": {**answer["usage"], "output_tokens": 1}}
    events = [{"type": "message_start", "message": begun}]
    empty = {"text": {"text": ""}, "thinking": {"thinking": "", "signature": ""}, "tool_use": {"input": {}}}
    for at, block in enumerate(answer["content"]):
        kind = block["type"]
        events.append({"type": "content_block_start", "index": at, "content_block": {**block, **empty.get(kind, {})}})
        deltas = {
            "text": lambda: [{"type": "text_delta", "text": piece} for piece in halves(block["text"])],
            "thinking": lambda: [{"type": "thinking_delta", "thinking": piece} for piece in halves(block["thinking"])]
            + [{"type": "signature_delta", "signature": block["signature"]}],
            "tool_use": lambda: [{"type": "input_json_delta", "partial_json": piece} for piece in ["", *halves(json.dumps(block["input"]))]],
        }
        events += [{"type": "content_block_delta", "index": at, "delta": delta} for delta in deltas.get(kind, list)()]
        events.append({"type": "content_block_stop", "index": at})
    events += [{"type": "message_delta", "delta": at_the_end, "usage": {"output_tokens": answer["usage"]["output_tokens"]}}, {"type": "message_stop"}]
    return event_stream([{"chunk": {"bytes": base64.b64encode(json.dumps(event).encode()).decode()}} for event in events])


def gemini(answer):
    head = {key: answer[key] for key in ("modelVersion", "responseId") if key in answer}
    events = []
    for candidate in answer["candidates"]:
        where = {"index": candidate["index"]} if "index" in candidate else {}
        for part in candidate.get("content", {}).get("parts", []):
            cut = [{**part, "text": piece} for piece in halves(part["text"])] if "text" in part and "thoughtSignature" not in part else [part]
            events += [{"candidates": [{"content": {"role": "model", "parts": [own]}, **where}], **head} for own in cut]
        last = {key: value for key, value in candidate.items() if key != "content"}
        events.append({"candidates": [{"content": {"role": "model", "parts": [{"text": ""}]}, **last}], **head})
    if "usageMetadata" in answer:
        events[-1]["usageMetadata"] = answer["usageMetadata"]
    return lines(events)


FORMS = {"chat": chat, "responses": responses, "converse": converse, "claude": claude, "gemini": gemini}
