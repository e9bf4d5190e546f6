"""Open ids: texts with known members, and room for more."""

from __future__ import annotations


# The known members of each class, by name.
_known = {}


class _Members(type):
    """Makes a class of texts iterable over its known members, as an enum is."""

    @property
    def __members__(cls):
        """The known members, by name."""
        return _known[cls]

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        known = {}
        for key, value in namespace.items():
            if key.isupper() and type(value) is str:
                member = str.__new__(cls, value)
                type.__setattr__(cls, key, member)
                known[key] = member
        _known[cls] = known

    def __iter__(cls):
        return iter(cls.__members__.values())

    def __len__(cls):
        return len(cls.__members__)

    def __contains__(cls, value):
        return any(value == member for member in cls.__members__.values())

    def __getitem__(cls, name):
        return cls.__members__[name]

    def __setattr__(cls, name, value):
        if name in _known.get(cls, ()):
            raise AttributeError(f"{cls.__name__}.{name} is a member and cannot be changed")
        super().__setattr__(name, value)


class OpenId(str, metaclass=_Members):
    """A text that names something; it equals the plain text, and any other text is a value too."""

    __slots__ = ()

    def __new__(cls, value):
        if not isinstance(value, str):
            raise TypeError(f"{cls.__name__} is made of a text, not of {type(value).__name__}")
        for member in cls.__members__.values():
            if member == value:
                return member
        return str.__new__(cls, value)

    @property
    def value(self):
        """The plain text."""
        return str.__str__(self)

    @property
    def name(self):
        """The name of the member; of a value that is none, the text in capitals."""
        for name, member in type(self).__members__.items():
            if member is self or str.__eq__(member, self):
                return name
        return "".join(c if c.isalnum() else "_" for c in self.upper())

    def __str__(self):
        return str.__str__(self)

    def __repr__(self):
        return f"{type(self).__name__}({str.__repr__(self)})"

    def __reduce__(self):
        return (type(self), (str.__str__(self),))


class LLMProvider(OpenId):
    """Who serves a model.

    >>> LLMProvider.AZURE_OPENAI == "azure_openai"
    True
    >>> LLMProvider("my_gateway")
    LLMProvider('my_gateway')
    >>> [provider.name for provider in LLMProvider]
    ['AZURE_OPENAI', 'BEDROCK', 'GEMINI', 'VERTEX']
    """

    __slots__ = ()

    AZURE_OPENAI = "azure_openai"
    BEDROCK = "bedrock"
    GEMINI = "gemini"
    VERTEX = "vertex"


class ModelFamily(OpenId):
    """Models that share characteristics.

    >>> ModelFamily.AZURE_GPT_4O.value
    'azure_gpt_4o'
    >>> ModelFamily("my_family") == "my_family"
    True
    """

    __slots__ = ()

    AZURE_GPT_4O = "azure_gpt_4o"
    AZURE_GPT_4 = "azure_gpt_4"
    AZURE_GPT_4_1 = "azure_gpt_4_1"
    AZURE_GPT_4_1_MINI = "azure_gpt_4_1_mini"
    AZURE_GPT_35 = "azure_gpt_35"
    BEDROCK_CLAUDE_3 = "bedrock_claude_3"
    BEDROCK_CLAUDE_35 = "bedrock_claude_35"
    GEMINI_PRO = "gemini_pro"
    GEMINI_1_5 = "gemini_1_5"


class InputMediaType(OpenId):
    """What goes into a model.

    >>> InputMediaType("image") is InputMediaType.IMAGE
    True
    """

    __slots__ = ()

    TEXT = "text"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"


class OutputMediaType(OpenId):
    """What comes out of a model; `JSON` where it can be held to it.

    >>> sorted(OutputMediaType)[:2]
    [OutputMediaType('audio'), OutputMediaType('image')]
    """

    __slots__ = ()

    TEXT = "text"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    JSON = "json"


class Unknown:
    """A limit that is not known: false, and neither above nor below any number.

    >>> UNKNOWN >= 8000, UNKNOWN <= 8000, bool(UNKNOWN), str(UNKNOWN)
    (False, False, False, 'unknown')
    >>> f"{UNKNOWN:>10,}"
    '   unknown'
    """

    __slots__ = ()
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self):
        return False

    def __lt__(self, other):
        return False if isinstance(other, (int, float, Unknown)) or _is_number(other) else NotImplemented

    __le__ = __gt__ = __ge__ = __lt__

    def __str__(self):
        return "unknown"

    def __format__(self, spec):
        # A number's format is taken wherever a number would be; of it only the width says something of a word.
        import re

        number = r"(?s:(.)?([<>=^]))?[-+ ]?z?#?0?(\d*)[_,]?(?:\.\d+)?[_,]?[bcdeEfFgGnosxX%]?"
        read = re.fullmatch(number, spec)
        if read is None:
            raise ValueError(f"`{spec[:40]}` is no format of a number")
        fill, align, width = read.groups()
        return format("unknown", f"{fill or ' '}{'>' if align in (None, '=') else align}{width}")

    def __repr__(self):
        return "UNKNOWN"

    def __reduce__(self):
        return "UNKNOWN"


def _is_number(value):
    # Importing it takes as long as half of us.
    import numbers

    return isinstance(value, numbers.Number)


UNKNOWN = Unknown()
