"""Makes the pictures beside it from pages at 150 dpi.

    python3 make.py FOLDER

FOLDER holds notice.png, guide.png, budget.png and measures.png: texts of one page each that python-docx wrote (12 or 14 pt, Noto
Serif or Sans CJK SC), `soffice --headless --convert-to pdf` printed and `pdftoppm -r 150 -png -singlefile` drew.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

pages = Path(sys.argv[1])
here = Path(__file__).parent


def page(name):
    return Image.open(pages / f'{name}.png').convert('L')


# Clean, in four greys.
page('notice').crop((100, 120, 1175, 1130)).quantize(4).save(here / 'notice.png', optimize=True)

# On its side.
guide = page('guide').crop((100, 100, 1175, 900)).rotate(90, expand=True, fillcolor=255)
guide.quantize(4).save(here / 'guide-on-its-side.png', optimize=True)

# Turned by 1°, blurred, 0.5 % of its pixels black or white, JPEG 40 twice.
worn = page('budget').rotate(1, resample=Image.BICUBIC, expand=True, fillcolor=255)
levels = np.asarray(worn.filter(ImageFilter.GaussianBlur(1.0))).astype(float)
dirt = np.random.default_rng(1).random(levels.shape)
levels[dirt < 0.0025] = 0
levels[dirt > 0.9975] = 255
Image.fromarray(levels.astype('uint8')).save(here / 'budget-worn.jpg', quality=40)
Image.open(here / 'budget-worn.jpg').crop((100, 120, 1200, 1000)).save(here / 'budget-worn.jpg', quality=40)

# Black and white, two pages, as a fax.
fax = page('measures').point(lambda level: 255 if level > 150 else 0).convert('1')
upper, lower = (fax.crop((100, top, fax.width - 100, top + height)) for top, height in ((120, 580), (700, 600)))
upper.save(here / 'measures.tif', compression='group4', save_all=True, append_images=[lower], dpi=(150, 150))
