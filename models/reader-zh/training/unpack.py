"""The released graph as a checkpoint, so that training can go on from it: the inverse of export.py but for rounding.

    python unpack.py ../onnx/model_quantized.onnx released.pt
"""
import sys
import numpy as np, onnx, torch
from onnx import numpy_helper as nh

source, out = sys.argv[1:3]
graph = onnx.load(source).graph
given = {one.name: one for one in graph.initializer}
array = lambda name: torch.tensor(nh.to_array(given[name]).copy())
state = {'e.pos': array('pos'), 'head.1.weight': array('head.w').T.contiguous(), 'head.1.bias': array('head.b')}


def name_of(made):
    """l3fi -> e.layers.3.fi; eln -> e.ln"""
    if made == 'eln': return 'e.ln'
    digits = ''.join(c for c in made if c.isdigit())
    return f'e.layers.{digits}.{made[1 + len(digits):]}'


for node in graph.node:
    if node.op_type == 'MatMulNBits':
        about = {one.name: onnx.helper.get_attribute_value(one) for one in node.attribute}
        rows, columns = about['N'], about['K']
        blocks = nh.to_array(given[node.input[1]]).reshape(rows, columns // 32, 32).astype(np.float32) - 128
        scales = nh.to_array(given[node.input[2]]).reshape(rows, columns // 32, 1)
        made = node.input[1].split('.')[0]
        state[f'{name_of(made)}.weight'] = torch.tensor((blocks * scales).reshape(rows, columns))
        state[f'{name_of(made)}.bias'] = array(f'{made}.b')
    elif node.op_type == 'LayerNormalization':
        state[f'{name_of(node.output[0])}.weight'] = array(node.input[1])
        state[f'{name_of(node.output[0])}.bias'] = array(node.input[2])
torch.save({name: one.half() for name, one in state.items()}, out)
