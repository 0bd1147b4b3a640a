"""Writes the types of all messages between program and page, for the compiler of the scripts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from arctic_map.model.drawing import Drawing
from arctic_map.page.from_page import FromPage
from arctic_map.page.to_page import ToPage

OUT = Path("build", "web_check", "messages.d.ts")
Object = inspect.StructType | inspect.DataclassType
ROOTS: dict[str, Any] = {
    "ToPage": reduce(or_, ToPage.__subclasses__()),
    "FromPage": reduce(or_, FromPage.__subclasses__()),
    "Drawing": Drawing,
}
"""The messages, and the answer to the address of a layer."""


def declarations(roots: dict[str, Any]) -> str:
    """Return TypeScript that declares these types, and all types inside, in the namespace `Messages`."""
    infos = dict(zip(roots, inspect.multi_type_info(roots.values()), strict=True))
    objects: dict[str, Object] = {}
    for info in infos.values():
        for each in _objects(info):
            objects.setdefault(each.cls.__name__, each)
    # A root that is an object is declared by its own name.
    unions = [f"type {name} = {_type(info)};" for name, info in infos.items() if name not in objects]
    body = "\n".join([*unions, *map(_interface, objects.values())])
    maker = Path(__file__).name
    return f"// Made from the program's own types by {maker}.\ndeclare namespace Messages {{\n{body}\n}}\n"


def _objects(info: inspect.Type) -> Iterator[Object]:
    """Yield all objects within a type, including itself."""
    match info:
        case inspect.StructType() | inspect.DataclassType():
            yield info
            for field in info.fields:
                yield from _objects(field.type)
        case inspect.UnionType():
            for each in info.types:
                yield from _objects(each)
        case inspect.TupleType():
            for each in info.item_types:
                yield from _objects(each)
        case inspect.VarTupleType() | inspect.ListType():
            yield from _objects(info.item_type)
        case inspect.DictType():
            yield from _objects(info.value_type)
        case _:
            pass


def _interface(info: Object) -> str:
    lines = [f"  readonly {_name(info, each)}: {_type(each.type)};" for each in info.fields]
    if isinstance(info, inspect.StructType) and info.tag is not None:
        lines.insert(0, f"  readonly {info.tag_field}: {_literal(info.tag)};")
    return "\n".join([f"interface {info.cls.__name__} {{", *lines, "}"])


def _name(info: Object, field: inspect.Field) -> str:
    """Return a field's name, optional if it has a default that the page or omit_defaults may leave out."""
    may_lack = isinstance(info, inspect.StructType) and (
        issubclass(info.cls, FromPage) or info.cls.__struct_config__.omit_defaults
    )
    return f"{field.encode_name}?" if may_lack and not field.required else field.encode_name


def _type(info: inspect.Type) -> str:
    match info:
        case inspect.StructType() | inspect.DataclassType():
            return info.cls.__name__
        case inspect.StrType():
            return "string"
        case inspect.FloatType() | inspect.IntType():
            return "number"
        case inspect.BoolType():
            return "boolean"
        case inspect.NoneType():
            return "null"
        case inspect.LiteralType(values):
            return " | ".join(map(_literal, values))
        case inspect.UnionType(types):
            return " | ".join(map(_type, types))
        case inspect.TupleType(types):
            return f"[{', '.join(map(_type, types))}]"
        case inspect.VarTupleType() | inspect.ListType():
            return f"({_type(info.item_type)})[]"
        case inspect.DictType():
            return f"Record<{_type(info.key_type)}, {_type(info.value_type)}>"
        case _:
            raise TypeError(f"the page's compiler has no word for {info}")


def _literal(value: str | int | None) -> str:
    return msgspec.json.encode(value).decode()


def write(out: Path) -> None:
    """Write the declarations of the present messages."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(declarations(ROOTS), encoding="utf-8")
