"""Writes the environment's console scripts anew after its folder was moved: they hold the path of their Python."""

import os
import sys
from importlib.metadata import distributions

from pip._vendor.distlib.scripts import ScriptMaker

maker = ScriptMaker(None, os.path.dirname(sys.executable))
maker.clobber = True
maker.set_mode = True
maker.variants = {""}
for distribution in distributions(path=[p for p in sys.path if p.startswith(sys.prefix)]):
    for entry in distribution.entry_points:
        if entry.group == "console_scripts":
            maker.make(f"{entry.name} = {entry.value}")
