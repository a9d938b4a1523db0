"""Makes the workbooks of this folder: openpyxl 3.1.5, XlsxWriter 3.3.1, xlwt 1.3.0,
msoffcrypto-tool 6.1.0, and LibreOffice 7.4 for what it converts."""
import datetime, os, subprocess, sys, tempfile
import msoffcrypto.format.ooxml, openpyxl, xlsxwriter, xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

HERE = os.path.dirname(os.path.abspath(__file__))


def path(name):
    return os.path.join(HERE, name)


def convert(name, target):
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', target, '--outdir', HERE, path(name)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def standards():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = '城乡低保'
    sheet.append(['云岭县2017年城乡低保标准一览表'])
    sheet.append([None, None, None, None, '单位：元/人·月'])
    sheet.append(['序号', '县（市、区）', '农村低保标准', None, '备注'])
    sheet.append([None, None, '2016年', '2017年', None])
    sheet.append([1, '和安县', 110, 260, '自2017年9月起\n执行'])
    sheet.append([2, '青禾县', 120, 270, None])
    sheet.append([3, '合  计', 230, '=D5+D6', None])
    sheet.append(['注：本表数据以县民政局公布为准。'])
    sheet.append([])
    sheet.append([])
    sheet.append(['附表：资金安排'])
    sheet.append(['县', '乡镇', '增幅', '资金', '拨付日期', '账号'])
    sheet.append(['和安县', '东乡镇', 0.1003, 78108000, datetime.date(2017, 9, 14), 622202199001011234])
    sheet.append([None, '西乡镇', 0.0264, 1000000, datetime.date(2018, 1, 1), '=1/0'])
    sheet.append(['白石县', '石桥镇', 0.05, 2500000, datetime.date(2018, 3, 1), None])
    sheet.append(['青禾县', '河口镇', 0.06, 3500000, datetime.date(2018, 4, 1), None])
    for area in ('A1:E1', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:E4', 'A8:E8', 'A13:A14'):
        sheet.merge_cells(area)
    for row in range(13, 17):
        sheet.cell(row, 3).number_format = '0.00%'
        sheet.cell(row, 4).number_format = '0\\.0,"万元"' if row == 13 else '#,##0'
        sheet.cell(row, 5).number_format = 'yyyy"年"m"月"d"日"'
    sheet['E6'] = CellRichText(TextBlock(InlineFont(strike=True), '260元'), TextBlock(InlineFont(), '270元'))
    sheet['B5'].comment = Comment('批注不读', '云岭县')
    sheet.row_dimensions[15].hidden = True
    whole = book.create_sheet('医疗救助')
    whole.append(['类别', '报销比例', '说明', '内部编号'])
    for cell in whole[1]:
        cell.font = Font(bold=True)
    whole.append(['特困人员', '住院费用全额救助', '由乡镇受理', 'A1'])
    whole.append(['低保对象', '住院费用按比例救助', '县民政局审批', 'A2'])
    whole['A4'] = '已取消的对象'
    whole['A4'].font = Font(strike=True)
    whole.column_dimensions['D'].hidden = True
    hidden = book.create_sheet('过程稿')
    hidden.append(['旧标准', 250])
    hidden.sheet_state = 'hidden'
    book.save(path('standards.xlsx'))
    # With results of formulas, and as older programs keep it.
    convert('standards.xlsx', 'xls')


FORMATS = [
    (0.1003, '0.00%'), (0.11, '0%'), (78108000, '0!.0,"万元"'), (12345678, '0.0,'), (12345678, '#,##0.00,'), (1234567.5, '#,##0.00'),
    (260, '0"元"'), (1200, '"¥"#,##0.00'), (-1200, '#,##0_);(#,##0)'), (-260, '0;[Red]0'), (-0.05, '"增加"0%;"减少"0%'),
    (260, '[DBNum2][$-804]General'), (0.5, '# ?/?'), (1.005, '0.00'), (1 / 3, 'General'),
    (42992, 'yyyy"年"m"月"d"日"'), (42992, '[DBNum1][$-804]yyyy"年"m"月"d"日"'), (42992, 'yyyy/m/d'), (42992, 'm/d/yy'), (42992, 'yyyy"年"m"月"'),
    (60, 'yyyy-mm-dd'), (0.99998842592, 'h:mm:ss'), (42992.75, 'yyyy/m/d h:mm'), (1.5, '[h]:mm'), (0, '0;-0;;@'), (15000, '[>=10000]0!.0,"万";0'),
]


def formats():
    book = xlsxwriter.Workbook(path('formats.xlsx'))
    sheet = book.add_worksheet('格式')
    old = xlwt.Workbook()
    old_sheet = old.add_sheet('格式')
    for row, (value, code) in enumerate(FORMATS):
        sheet.write_string(row, 0, '第' + '一二三四五六七八九十'[row % 10] + '种')
        sheet.write_number(row, 1, value, book.add_format({'num_format': code}))
        old_sheet.write(row, 0, '第' + '一二三四五六七八九十'[row % 10] + '种')
        old_sheet.write(row, 1, value, xlwt.easyxf(num_format_str=code))
    book.close()
    old.save(path('formats.xls'))


def notices():
    book = xlsxwriter.Workbook(path('notices.xlsx'))
    title = book.add_format({'align': 'center'})
    text = book.add_worksheet('Sheet1')
    for row, line in enumerate(['青禾县民政局关于开展社会救助对象核查的通知', '各乡镇人民政府：', '为做好社会救助工作，现将有关事项通知如下。',
                                '一、核查对象', '城乡低保对象、特困人员。', '二、核查时间', '2018年3月1日至3月31日。']):
        text.write(row, 0, line)
    faq = book.add_worksheet('问答')
    faq.write_row(1, 1, ['问题', '答复'])
    faq.write_row(2, 1, ['临时救助怎么申请？', '向户籍所在地乡镇人民政府提出申请。'])
    faq.write_row(3, 1, ['多久办结？', '乡镇自受理之日起办理，紧急情况当天办理。'])
    faq.freeze_panes(2, 0)
    two = book.add_worksheet('补贴')
    two.merge_range('A1:C1', '白石县耕地地力保护补贴标准', title)
    two.write_row('A2', ['乡镇', '面积（亩）', '标准（元/亩）'])
    two.write_row('A3', ['石桥镇', 1200, 98.5])
    two.write_row('A4', ['河口镇', 860, 98.5])
    two.merge_range('A5:C5', '白石县农机购置补贴标准', title)
    two.write_row('A6', ['机具', '档次', '补贴额（元）'])
    two.write_row('A7', ['微耕机', '一档', 600])
    two.write_row('A8', ['收割机', '二档', 12000])
    two.write_row('A9', ['填表人：县农业农村局', None, '填表日期：2018年4月'])
    parts = book.add_worksheet('任务')
    parts.write_row('A1', ['序号', '任务', '责任单位', '完成时限'])
    parts.merge_range('A2:D2', '一、产业发展', title)
    parts.write_row('A3', [1, '建设蔬菜大棚', '县农业农村局', '6月底'])
    parts.merge_range('A4:D4', '二、住房安全', title)
    parts.write_row('A5', [2, '改造危房', '县住建局', '10月底'])
    parts.autofilter('A1:D5')
    book.close()
    convert('notices.xlsx', 'ods')
    os.rename(path('notices.xlsx'), path('notices.kept'))
    convert('notices.ods', 'xlsx')
    os.rename(path('notices.xlsx'), path('notices-libreoffice.xlsx'))
    os.rename(path('notices.kept'), path('notices.xlsx'))
    os.remove(path('notices.ods'))


def locked():
    with open(path('formats.xlsx'), 'rb') as plain, open(path('locked.xlsx'), 'wb') as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt('青禾', out)


for make in (standards, formats, notices, locked):
    make()
