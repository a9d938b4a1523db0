"""Writes the documents of this folder: python3 make.py (python-docx 1.2.0, and LibreOffice for what it converts)."""

import os
import subprocess
import sys
import tempfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

HERE = os.path.dirname(os.path.abspath(__file__))
W = nsdecls("w")


# A text box that only newer programs can read.
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
    '<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0"'
    ' distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>300000</wp:posOffset></wp:positionV><wp:extent cx="2700000" cy="540000"/>'
    '<wp:wrapTopAndBottom/><wp:docPr id="9" name="box"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvSpPr txBox="1"/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="2700000" cy="540000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>咨询地点：县政务大厅。</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)


def empty():
    document = docx.Document()
    # The template's latent styles and theme make a small file a large one.
    latent = document.styles.element.find(qn("w:latentStyles"))
    if latent is not None:
        document.styles.element.remove(latent)
    used = {"Normal", "Title", "Heading1", "Heading2", "ListBullet", "TableNormal", "DefaultParagraphFont", "NoList"}
    for style in list(document.styles.element.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in used:
            document.styles.element.remove(style)
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]
    return document


def numbering(document, number, levels, extra=""):
    """levels: (format, text) by level."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra if at == 0 else ""}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    definition = parse_xml(
        f'<w:abstractNum {W} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
    )
    root.insert(0, definition)
    root.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def numbered(document, text, number, level=0):
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph


def raw(document, inner):
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def table(document, rows, merges=()):
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            made.cell(at, column).text = text
    for (top, left), (bottom, right) in merges:
        kept = made.cell(top, left).text
        made.cell(top, left).merge(made.cell(bottom, right)).text = kept
    return made


def rules():
    """A rule with articles that Word would count."""
    document = empty()
    numbering(document, 50, [("chineseCountingThousand", "第%1章"), ("decimal", "%2."), ("decimal", "（%3）")])
    numbering(document, 51, [("chineseCountingThousand", "第%1条"), ("chineseCountingThousand", "（%2）")])
    document.add_paragraph("云岭县农村低保实施办法", style="Title")
    numbered(document, "总则", 50)
    numbered(document, "为了规范农村低保工作，制定本办法。", 51)
    numbered(document, "农村低保标准为每人每月260元。", 51)
    numbered(document, "待遇", 50)
    numbered(document, "下列人员可以申请：", 51)
    numbered(document, "年满60周岁的老年人；", 51, 1)
    numbered(document, "重度残疾人。", 51, 1)
    numbered(document, "本办法自2024年1月1日起施行。", 51)
    document.sections[0].header.paragraphs[0].text = "云民发〔2023〕17号"
    document.sections[0].footer.paragraphs[0].text = "云岭县民政局"
    document.save(os.path.join(HERE, "rules.docx"))


def notice():
    """A notice with what programs hide, count, merge and correct."""
    document = empty()
    numbering(document, 50, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    document.add_paragraph("青禾县民政局关于提高农村低保标准的通知")
    document.add_paragraph("各乡镇人民政府：")
    numbered(document, "提高标准", 50)
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    raw(
        document,
        run.format("低保标准由")
        + '<w:del w:id="1" w:author="a"><w:r><w:delText>260</w:delText></w:r></w:del>'
        + '<w:ins w:id="2" w:author="a"><w:r><w:t>300</w:t></w:r></w:ins>'
        + run.format("元/人·月执行，面积10")
        + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r>'
        + run.format("亩，2016")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run.format("2020年有效")
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>（内部掌握）</w:t></w:r>"
        + run.format("。"),
    )
    raw(
        document,
        run.format("高龄津贴由")
        + "<w:r><w:rPr><w:strike/></w:rPr><w:t>80</w:t></w:r>"
        + run.format("100元起发。“”‘’——"),
    )
    numbered(document, "发放办法", 50)
    numbered(document, "按月发放；", 50, 1)
    numbered(document, "打卡到人。", 50, 1)
    numbered(document, "每月15日前；", 50, 2)
    document.add_paragraph("携带身份证", style="List Bullet")
    document.add_paragraph("")
    table(
        document,
        [["乡镇", "年份", "标准（元）"], ["东山乡", "2016", "155"], ["", "2017", "260\n（含配套30元）"], ["合计", "", "415"]],
        [((1, 0), (2, 0)), ((3, 0), (3, 1))],
    )
    raw(
        document,
        run.format("文本框前。")
        + BOX,
    )
    document.add_paragraph("青禾县民政局")
    document.add_paragraph("2024年3月15日")
    document.save(os.path.join(HERE, "notice.docx"))


def convert(name, ending, output):
    profile = tempfile.mkdtemp()
    folder = tempfile.mkdtemp()
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        + (["--infilter=HTML (StarWriter)"] if name.endswith(".html") else [])
        + ["--convert-to", ending, "--outdir", folder]
        + [os.path.join(HERE, name)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    made = os.path.join(folder, os.path.splitext(os.path.basename(name))[0] + "." + ending.split(":")[0])
    os.makedirs(os.path.dirname(output), exist_ok=True)
    os.replace(made, output)


if __name__ == "__main__":
    rules()
    notice()
    if "--only-docx" not in sys.argv:
        for name in ["rules", "notice"]:
            convert(f"{name}.docx", "doc", os.path.join(HERE, "..", "doc", f"{name}.doc"))
            convert(f"{name}.docx", "rtf", os.path.join(HERE, "..", "rtf", f"{name}.rtf"))
        for name in ["plan.fodt", "leaflet.html"]:
            for ending in ["docx", "doc", "rtf"]:
                convert(name, ending, os.path.join(HERE, "..", ending, f"{name.split('.')[0]}.{ending}"))
        convert("../doc/notice.doc", "docx", os.path.join(HERE, "libreoffice.docx"))
