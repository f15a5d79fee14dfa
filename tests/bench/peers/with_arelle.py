"""Arelle's two calculation checks over sums from standard input; run in an environment of its own, offline.

In: a JSON list of sums, each a list of [value, decimals, weight], the total first (its weight is not used); values as
decimal strings. Out: a JSON object, `nearest` and `xbrl21` (Calculations 1.1 round-to-nearest, and XBRL 2.1's own) the
places of the sums that Arelle reports inconsistent, `version`, `seconds` of both runs, `bytes`, the largest resident size.

All sums are one instance with one context: a concept for every number, a summation-item arc for every item, the
linkbase inside the schema. The schemas that these build on are those that Arelle brings along; nothing is fetched.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from peak import peak

Sum = list[tuple[str, int, int]]
MODES = {"nearest": ("c11r", "calc11e:inconsistentCalculationUsingRounding"), "xbrl21": ("c10", "xbrl.5.2.5.2:calcInconsistency")}

_SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
    xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:s="urn:sums" targetNamespace="urn:sums" elementFormDefault="qualified">
<xsd:annotation><xsd:appinfo><link:linkbase>
<link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
{links}
</link:calculationLink>
</link:linkbase></xsd:appinfo></xsd:annotation>
<xsd:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
{concepts}
</xsd:schema>
"""
_INSTANCE = """<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:s="urn:sums">
<link:schemaRef xlink:type="simple" xlink:href="sums.xsd"/>
<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="urn:sums">all</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:instant>2026-01-01</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:TWD</xbrli:measure></xbrli:unit>
{facts}
</xbrli:xbrl>
"""
_CONCEPT = (
    '<xsd:element name="{0}" id="{0}" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" '
    'xbrli:periodType="instant" nillable="true"/>'
)
_LOCATOR = '<link:loc xlink:type="locator" xlink:href="#{0}" xlink:label="{0}"/>'
_ARC = (
    '<link:calculationArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item" '
    'xlink:from="{0}" xlink:to="{1}" order="{2}" weight="{3}"/>'
)
_FACT = '<s:{0} contextRef="c" unitRef="u" decimals="{2}">{1}</s:{0}>'


def write(sums: list[Sum], folder: Path) -> Path:
    """The instance and its schema, in `folder`; the path of the instance. Concept n7.0 is the total of the eighth sum."""
    concepts, links, facts = [], [], []
    for at, numbers in enumerate(sums):
        for place, (value, decimals, weight) in enumerate(numbers):
            name = f"n{at}.{place}"
            concepts.append(_CONCEPT.format(name))
            links.append(_LOCATOR.format(name))
            facts.append(_FACT.format(name, value, decimals))
            if place:
                links.append(_ARC.format(f"n{at}.0", name, place, weight))
    (folder / "sums.xsd").write_text(_SCHEMA.format(links="\n".join(links), concepts="\n".join(concepts)), encoding="utf-8")
    instance = folder / "sums.xbrl"
    instance.write_text(_INSTANCE.format(facts="\n".join(facts)), encoding="utf-8")
    return instance


def inconsistent(instance: Path, facts: int, mode: str) -> list[int]:
    """The places of the sums that Arelle reports in a mode of MODES.

    Raises: RuntimeError where it did not read all of the facts, or had anything else to say than of calculations.
    """
    from arelle.api.Session import Session
    from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
    from arelle.RuntimeOptions import RuntimeOptions

    calcs, code = MODES[mode]
    options = RuntimeOptions(
        entrypointFile=str(instance), validate=True, calcs=calcs, internetConnectivity="offline",
        disablePersistentConfig=True, xdgConfigHome=str(instance.parent), keepOpen=True, logLevel="DEBUG",
    )  # fmt: skip
    found = []
    with Session() as session:
        session.run(options, logHandler=StructuredMessageLogHandler())
        read = sum(len(model.facts) for model in session.get_models())
        messages = session.get_log_messages()
    for message in messages:
        if message["messageCode"] == code:
            found.append(int(re.search(r"s:n(\d+)\.0 ", str(message["msg"]))[1]))  # type: ignore[index]
        elif message["levelname"].upper() not in ("DEBUG", "INFO"):
            raise RuntimeError(f"{message['messageCode']}: {message['msg']}")
    if read != facts:
        raise RuntimeError(f"{read} facts read of {facts}: {messages}")
    return sorted(found)


def main() -> None:
    """Write the instance, check it in both modes, print."""
    sums: list[Sum] = json.load(sys.stdin)
    out: dict[str, object] = {"version": version("arelle-release")}
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        instance = write(sums, Path(folder))
        for mode in MODES:
            out[mode] = inconsistent(instance, sum(map(len, sums)), mode)
    json.dump(out | {"seconds": time.perf_counter() - began, "bytes": peak()}, sys.stdout)


if __name__ == "__main__":
    main()
