"""The mean of checkpoints, weight by weight: one reader that is steadier than each.

    python average.py OUT.pt one.pt two.pt ...
"""
import sys
import torch

out, *paths = sys.argv[1:]
states = [torch.load(path) for path in paths]
torch.save({name: (sum(state[name].float() for state in states) / len(states)).half() for name in states[0]}, out)
