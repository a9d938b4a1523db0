"""Makes the PDFs of this folder, or of another one that is named."""
import io
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import pikepdf
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
OUT.mkdir(parents=True, exist_ok=True)
FONT = 'Noto Serif CJK SC'
FONT_FILE = subprocess.check_output(['fc-match', '-f', '%{file}', FONT], text=True)
pdfmetrics.registerFont(UnicodeCIDFont('STSong-Light'))

TITLE = ['云岭县人民政府办公室关于', '提高2017年农村低保标准的通知']
BODY = [
    ('p0', '各乡镇人民政府，县直各部门：'),
    ('p', '为切实保障困难群众基本生活，根据省民政厅、省财政厅有关文件要求，经县政府同意，现就提高2017年农村最低生活保障标准有关事项通知如下。'),
    ('h', '一、提高标准'),
    ('p', '从2017年9月1日起，和安乡等33个乡镇（街道）农村低保标准由每人每月110元提高到260元/人·月，特困人员基本生活标准不低于低保标准的1.3倍，全县共有1.2万户低保家庭受益。'),
    ('h', '二、工作要求'),
    ('p', '（一）加强领导。各乡镇要成立工作专班，做到应保尽保、应退尽退，县民政局每季度通报一次进度，对工作不力的予以约谈。'),
    ('p', '（二）严格审核。入户调查覆盖率达到100%，公示时间不少于7日，群众对结果有异议的，由乡镇在10个工作日内复核并书面答复申请人。'),
]
TAIL = [
    ('p', '1.资金发放。县财政局于每月10日前将补助资金通过“一卡通”发放到户，配套资金8499.43万元，不得截留、挪用；高龄老人、小学生、日用品由乡镇人民政府另行登记，黄金周期间照常办理。'),
    ('p', '2.监督检查。县纪委监委、审计局不定期抽查，发现问题按照《农村最低生活保障工作条例》第二十三条处理。'),
    ('s', '云岭县人民政府办公室'),
    ('s', '2017年9月14日'),
]
HEAD = ['乡镇', '2016年', '2017年', '备注']
ROWS = [
    ['和安乡（含经济技术开发区和高新区）', '110', '260', '含县级财政配套资金30元，按季度拨付'],
    ['和康镇', '120', '265', '含县级财政配套资金30元，按季度拨付'],
] + [[f'第{n}镇', str(100 + n), str(250 + n), '按月拨付'] for n in range(1, 31)]


def chromium(name, html):
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, 'page.html')
        page.write_text(f'<!doctype html><html lang="zh-CN"><meta charset="utf-8">{html}</html>', 'utf-8')
        subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
            '--disable-background-networking', '--disable-component-update', '--disable-sync',
            f'--user-data-dir={folder}/profile', '--no-pdf-header-footer', f'--print-to-pdf={OUT / name}', str(page)],
            check=True, stderr=subprocess.DEVNULL)
    with pikepdf.open(OUT / name, allow_overwriting_input=True) as file:
        file.save(OUT / name, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)


def html_paragraphs(parts):
    return ''.join(f'<p class="{kind}">{text}</p>' for kind, text in parts)


STYLE = f'''<style>@page {{ size: A4; margin: 3cm 2.7cm; @bottom-center {{ content: "— " counter(page) " —"; }} }}
body {{ font: 16pt/28pt "Noto Sans CJK SC"; }} p {{ margin: 0; text-align: justify; }} .p, .h {{ text-indent: 2em; }}
.h {{ font-family: "Noto Serif CJK SC"; }} .s {{ text-align: right; }} h1 {{ font-size: 22pt; text-align: center; }}
.wide {{ letter-spacing: .5em; }} table {{ border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 18pt; }}
td, th {{ border: 1px solid; padding: 2pt; }} tr {{ break-inside: avoid; }}
.two {{ columns: 2; column-gap: 2em; font-size: 12pt; line-height: 18pt; }}</style>'''


def html_table():
    head = '<thead><tr><th rowspan="2">乡镇</th><th colspan="2">标准（元/人·月）</th><th rowspan="2">备注</th></tr><tr><th>2016年</th><th>2017年</th></tr></thead>'
    rows = [''.join(f'<td>{cell}</td>' for cell in row) for row in ROWS]
    rows[0] = rows[0].replace(f'<td>{ROWS[0][3]}', f'<td rowspan="2">{ROWS[0][3]}')
    rows[1] = rows[1].replace(f'<td>{ROWS[1][3]}</td>', '')
    return f'<table>{head}<tbody>{"".join(f"<tr>{row}</tr>" for row in rows)}</tbody></table>'


def make_chromium():
    chromium('chromium-notice.pdf', STYLE + f'<h1>{"<br>".join(TITLE)}</h1>' + html_paragraphs(BODY[:4])
        + '<p class="p">各乡镇标准见下表：</p>' + html_table() + html_paragraphs(TAIL[:1] + TAIL[2:]))
    text = html_paragraphs([BODY[1], BODY[3]] * 5)
    chromium('chromium-columns.pdf', STYLE + '<h1 class="wide">惠民政策明白纸</h1><div class="two">' + text + '</div>')


def docx_paragraph(document, kind, text):
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name = FONT
    run._element.rPr.rFonts.set(qn('w:eastAsia'), FONT)
    run.font.size = Pt(22 if kind == 't' else 16)
    form = paragraph.paragraph_format
    form.space_after = Pt(0)
    form.line_spacing = Pt(28)
    if kind in 'ph':
        form.first_line_indent = Pt(32)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if kind == 't':
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if kind == 's':
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def page_number(section):
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run('- ')
    field = OxmlElement('w:fldSimple')
    field.set(qn('w:instr'), 'PAGE')
    paragraph._p.append(field)
    paragraph.add_run(' -')


def make_libreoffice():
    document = docx.Document()
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(2.7)
    page_number(document.sections[0])
    for line in TITLE:
        docx_paragraph(document, 't', line)
    docx_paragraph(document, 'c', '云政办发〔2017〕45号').alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in BODY:
        docx_paragraph(document, kind, text)
    table = document.add_table(rows=0, cols=4, style='Table Grid')
    for row in [HEAD] + ROWS:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement('w:tblHeader'))
    table.cell(1, 3).merge(table.cell(2, 3)).text = ROWS[0][3]
    for kind, text in TAIL[1:]:
        docx_paragraph(document, kind, text)
    convert(document, 'libreoffice-notice.pdf')


def convert(document, name):
    with tempfile.TemporaryDirectory() as folder:
        document.save(f'{folder}/{Path(name).stem}.docx')
        subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', 'pdf',
            '--outdir', str(OUT), f'{folder}/{Path(name).stem}.docx'], check=True, stdout=subprocess.DEVNULL)


def reportlab(name, draw, **options):
    page = canvas.Canvas(str(OUT / name), pagesize=A4, invariant=1, **options)
    draw(page)
    page.save()


def wrap(text, width):
    """Lines of as many characters, whatever they are wide."""
    return [text[at:at + width] for at in range(0, len(text), width)]


def columns_by_line(page):
    """Both columns drawn line by line, as some programs do."""
    left = [line for at in (1, 3) for line in wrap('　　' + BODY[at][1], 20)]
    right = [line for at in (5, 6) for line in wrap('　　' + BODY[at][1], 20)]
    page.setFont('STSong-Light', 18)
    page.drawCentredString(297, 780, '青禾县惠民政策明白纸')
    page.setFont('STSong-Light', 10.5)
    for at in range(max(len(left), len(right))):
        for x, lines in ((70, left), (310, right)):
            if at < len(lines):
                page.drawString(x, 740 - at * 18, lines[at])


def hidden(page):
    page.setFont('STSong-Light', 16)
    page.drawString(100, 700, '每人每月补助260元。')
    page.setFillGray(1)
    page.drawString(100, 650, '白字：每人每月补助999元。')
    page.setFillGray(0)
    page.drawString(700, 600, '页外：每人每月补助888元。')
    page.saveState()
    page.setFillGray(0.8)
    page.translate(297, 420)
    page.rotate(45)
    page.setFont('STSong-Light', 60)
    page.drawCentredString(0, 0, '内部资料')
    page.restoreState()
    page.drawString(100, 550, '申请人向乡镇人民政府提出书面申请。')


def picture(lines, size=(1240, 1754)):
    image = Image.new('L', size, 255)
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(lines):
        draw.text((200, 200 + at * 80), line, fill=0, font=ImageFont.truetype(FONT_FILE, 40))
    stored = io.BytesIO()
    image.convert('1').save(stored, 'PNG')
    stored.seek(0)
    return Image.open(stored)


def ocr_layer(page):
    from reportlab.lib.utils import ImageReader
    lines = ['白石县临时救助公告', '每户最高救助3000元。']
    page.drawImage(ImageReader(picture(lines)), 0, 0, *A4)
    text = page.beginText(100, 740)
    text.setFont('STSong-Light', 18)
    text.setTextRenderMode(3)
    text.setLeading(36)
    for line in lines:
        text.textLine(line)
    page.drawText(text)
    page.showPage()
    page.drawImage(ImageReader(picture(['第二页没有文字层'])), 0, 0, *A4)


def scan(page):
    from reportlab.lib.utils import ImageReader
    page.drawImage(ImageReader(picture(['每户最高救助3000元。'])), 0, 0, *A4)


def plain_table(page):
    """Columns without any border."""
    page.setFont('STSong-Light', 12)
    page.drawString(72, 780, '白石县2023年临时救助标准如下，由乡镇人民政府受理。')
    rows = [['类别', '标准（元）', '办理时限'], ['一般困难', '1000', '10个工作日'], ['特别困难', '3000', '5个工作日'], ['急难救助', '500', '24小时']]
    for at, row in enumerate(rows):
        for x, cell in zip((72, 220, 360), row):
            page.drawString(x, 750 - at * 22, cell)
    page.drawString(72, 640, '以上标准自2023年3月1日起执行。')


def protect(name, source, **passwords):
    with pikepdf.open(OUT / source) as file:
        file.save(OUT / name, encryption=pikepdf.Encryption(R=6, **passwords))


def layer_off(source, name):
    """A layer that is switched off, with a figure that holds no more."""
    with pikepdf.open(OUT / source) as file:
        layer = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name='旧稿'))
        file.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer]))
        page = file.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(MC0=layer)
        font = next(name for name, font in page.Resources.Font.items() if font.Subtype == '/Type0')
        text = '旧标准每人每月155元。'.encode('utf-16-be').hex()
        page.contents_add(f'/OC /MC0 BDC BT {font} 16 Tf 1 0 0 1 100 500 Tm <{text}> Tj ET EMC'.encode())
        file.save(OUT / name)


def without_unicode(source, name):
    """Fonts that tell no characters."""
    with pikepdf.open(OUT / source) as file:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get('/Type') == '/Font' and '/ToUnicode' in item:
                del item['/ToUnicode']
        file.save(OUT / name)


def outlined(page):
    """Text as shapes with curves: no characters, no picture."""
    path = page.beginPath()
    for at in range(80):
        path.moveTo(72 + at % 20 * 20, 700 - at // 20 * 30)
        path.curveTo(80 + at % 20 * 20, 710 - at // 20 * 30, 84, 720, 86 + at % 20 * 20, 700 - at // 20 * 30)
    page.drawPath(path)


def sideways(page):
    """An upright page, and one whose table lies on its side."""
    page.setFont('STSong-Light', 12)
    page.drawString(72, 760, '白石县临时救助标准见附表。')
    page.showPage()
    page.rotate(90)
    page.translate(0, -595)
    page.setFont('STSong-Light', 12)
    columns = (72, 250, 430, 600)
    for y in (500, 470, 440, 410):
        page.line(72, y, 600, y)
    for x in columns:
        page.line(x, 410, x, 500)
    for at, row in enumerate((('类别', '标准', '时限'), ('一般困难', '1000元', '10日'), ('特别困难', '3000元', '5日'))):
        for x, cell in zip(columns, row):
            page.drawString(x + 5, 480 - 30 * at, cell)


def on_dark(page):
    """White text that is seen."""
    page.setFont('STSong-Light', 12)
    page.setFillColorRGB(.1, .2, .6)
    page.rect(72, 700, 400, 24, fill=1, stroke=0)
    page.setFillGray(1)
    page.drawString(80, 707, '白石县救助政策要点')


make_chromium()
make_libreoffice()
reportlab('outlined.pdf', outlined)
reportlab('sideways.pdf', sideways)
reportlab('on-dark.pdf', on_dark)

reportlab('columns-by-line.pdf', columns_by_line)
reportlab('hidden.pdf', hidden)
reportlab('ocr-layer.pdf', ocr_layer)
reportlab('scan.pdf', scan)
reportlab('plain-table.pdf', plain_table)
protect('owner-password.pdf', 'plain-table.pdf', owner='secret', user='')
protect('user-password.pdf', 'plain-table.pdf', owner='secret', user='open')
layer_off('hidden.pdf', 'layer-off.pdf')
document = docx.Document()
docx_paragraph(document, 'p', '每人每月补助260元。')
convert(document, 'sound.pdf')
without_unicode('sound.pdf', 'no-unicode.pdf')
(OUT / 'sound.pdf').unlink()
