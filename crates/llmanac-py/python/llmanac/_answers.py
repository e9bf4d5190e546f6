"""Answers: dictionaries whose keys are attributes too."""

from __future__ import annotations


class Answer(dict):
    """A dictionary whose keys can be read as attributes; money in it is `decimal.Decimal`.

    >>> answer = Answer(total=1, lines=[])
    >>> answer.total, answer["total"]
    (1, 1)
    >>> answer.amount
    Traceback (most recent call last):
        ...
    AttributeError: this answer has no `amount`; it has: lines, total
    """

    __slots__ = ()

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            if name.startswith("__"):
                raise AttributeError(name) from None
            known = ", ".join(sorted(map(str, self)))
            raise AttributeError(f"this answer has no `{name}`; it has: {known}") from None

    def __dir__(self):
        return [*super().__dir__(), *(key for key in self if isinstance(key, str))]

    def __copy__(self):
        return type(self)(self)

    def __reduce__(self):
        return (type(self), (dict(self),))

    def to_json(self, indent=None):
        """The answer as JSON, amounts as texts with every digit: what the command prints with `--json`.

        >>> from decimal import Decimal
        >>> Answer(total=Decimal("0.0000001")).to_json()
        '{"total": "0.0000001"}'
        """
        return _to_json(self, indent)

    def __repr__(self):
        return f"{type(self).__name__}({dict.__repr__(self)})"


class LineItem(Answer):
    """One meter's part of an amount."""

    __slots__ = ()


class Cost(Answer):
    """What a call costs, with its line items.

    `total` is `None` where the amount is not known exactly; `status` says how far it is known.
    """

    __slots__ = ()

    def __str__(self):
        if self.get("total") is not None:
            return f"{self['total']:f} USD"
        low, high = self.get("low"), self.get("high")
        if low is not None:
            return f"{low:f} .. {'?' if high is None else format(high, 'f')} USD"
        return f"{self.get('status', 'unknown')}: {self.get('reason') or 'not known'}"

    def _repr_html_(self):
        cells = [
            (line["meter"], f"{line['quantity']:,}", f"{line['rate']:f} / {line['per']:,}", f"{line['amount']:f}")
            for line in self.get("lines", ())
        ]
        model = self.get("model", "") + ("@" + self["version"] if self.get("version") else "")
        head = f"{model}, {self.get('offer', '')}, {self.get('at', '')}: {self}"
        return _table(head, ("meter", "quantity", "USD", "amount"), cells)


def _to_json(answer, indent=None):
    # Importing it takes longer than importing us.
    import json

    return json.dumps(answer, default=_plain, ensure_ascii=False, allow_nan=False, indent=indent)


def _plain(value):
    import decimal

    if isinstance(value, decimal.Decimal):
        return f"{value:f}"
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _table(head, columns, rows):
    def cell(kind, text):
        return f"<{kind} style='text-align:left'>{_escaped(text)}</{kind}>"

    top = "".join(cell("th", column) for column in columns)
    body = "".join("<tr>" + "".join(cell("td", value) for value in row) + "</tr>" for row in rows)
    return f"<table><caption>{_escaped(head)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _escaped(text):
    text = str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")
