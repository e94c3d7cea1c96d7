"""Reading drawings back: what the tests see of an SVG."""

import re

from defusedxml import ElementTree
from django.template import Context, Template

_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "Z": 0}
_NUMERIC = {"x", "y", "width", "height", "cx", "cy", "r"}


def render(source, **context):
    """A template with the charts tags loaded, as text."""
    return Template("{% load charts %}" + source).render(Context(context)).strip()


def parse(markup):
    """The markup as a tree under one root; markup that is not well-formed raises."""
    return ElementTree.fromstring(f"<root>{markup}</root>")


def only(tree, path):
    """The single element at path."""
    found = tree.findall(path)
    assert len(found) == 1, f"{len(found)} of {path}"
    return found[0]


def with_class(tree, name):
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def words(element):
    return " ".join("".join(element.itertext()).split())


def points(svg):
    """Every point that the shapes and texts of an SVG name, ends of circles and rectangles included."""
    for element in svg.iter():
        if element.tag == "svg":
            continue
        numbers = {name: float(value) for name, value in element.attrib.items() if name in _NUMERIC}
        if element.tag == "rect":
            yield numbers["x"], numbers["y"]
            yield numbers["x"] + numbers["width"], numbers["y"] + numbers["height"]
        elif element.tag == "circle":
            yield numbers["cx"] - numbers["r"], numbers["cy"] - numbers["r"]
            yield numbers["cx"] + numbers["r"], numbers["cy"] + numbers["r"]
        elif element.tag == "text":
            yield numbers["x"], numbers["y"]
        elif element.tag == "path":
            yield from path_points(element.get("d"))


def path_points(d):
    """The points of a path of M, L, H, V, Q and Z and their relative forms. Anything else raises KeyError."""
    tokens = _TOKEN.findall(d)
    x = y = 0.0
    command, index = "", 0
    while index < len(tokens):
        if tokens[index].isalpha():
            command, index = tokens[index], index + 1
        count = _ARGUMENTS[command.upper()]
        values = [float(token) for token in tokens[index : index + count]]
        index += count
        base_x, base_y = (x, y) if command.islower() else (0.0, 0.0)
        match command.upper():
            case "H":
                x = base_x + values[0]
            case "V":
                y = base_y + values[0]
            case "M" | "L" | "Q":
                x, y = base_x + values[-2], base_y + values[-1]
        yield x, y


def assert_inside(svg):
    """Nothing is drawn outside the viewBox."""
    _left, _top, width, height = (float(number) for number in svg.get("viewBox").split())
    for x, y in points(svg):
        assert 0 <= x <= width, f"x {x} outside 0..{width}"
        assert 0 <= y <= height, f"y {y} outside 0..{height}"
