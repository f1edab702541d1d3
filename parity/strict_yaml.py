"""YAML for things that people write: a key twice is a mistake, dates and yes/no stay the text that they are."""

import re

import yaml

from .mistakes import Mistake, shown


class StrictLoader(yaml.SafeLoader):
    pass


# YAML 1.1 reads `on`, `yes`, `12:30` and dates as something else than the text that JSON would carry.
StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(0|[1-9][0-9]*)$"), list("-0123456789"))
StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?[0-9]+(\.[0-9]+([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)$"), list("-0123456789")
)


def unique_mapping(loader, node):
    keys = set()
    for key_node, _ in node.value:
        if key_node.tag == "tag:yaml.org,2002:merge":
            continue
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.MarkedYAMLError(problem=f"the key {key!r} is not text", problem_mark=key_node.start_mark)
        if key in keys:
            raise yaml.MarkedYAMLError(problem=f"the key '{key}' is there twice", problem_mark=key_node.start_mark)
        keys.add(key)
    return loader.construct_mapping(node, deep=True)


StrictLoader.add_constructor("tag:yaml.org,2002:map", unique_mapping)


def load(path):
    try:
        return yaml.load(path.read_text(), StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Mistake(f"{shown(path)}:{mark.line + 1 if mark else 1}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise Mistake(f"{shown(path)}: {' '.join(str(error).split())}") from None
    except UnicodeDecodeError:
        raise Mistake(f"{shown(path)} is not UTF-8") from None
