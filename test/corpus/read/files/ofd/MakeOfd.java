import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.*;
import javax.imageio.ImageIO;
import org.ofdrw.converter.ofdconverter.*;
import org.ofdrw.layout.*;
import org.ofdrw.layout.edit.*;
import org.ofdrw.layout.element.*;
import org.ofdrw.layout.element.canvas.*;
import org.ofdrw.reader.OFDReader;

/** Usage: java MakeOfd FOLDER, with outlined.pdf in it: one line of text that LibreOffice printed. */
public class MakeOfd {
  static final double BODY = 5.6;

  static Paragraph body(String text) {
    Paragraph p = new Paragraph(text, BODY);
    p.setFirstLineIndent(2);
    p.setLineSpace(4.0);
    return p;
  }

  static Paragraph head(String text, double size) {
    org.ofdrw.layout.element.Span s = new org.ofdrw.layout.element.Span(text);
    s.setFontSize(size);
    s.setBold(true);
    Paragraph p = new Paragraph();
    p.add(s);
    p.setTextAlign(org.ofdrw.layout.element.TextAlign.center);
    p.setMargin(3d, 0d, 3d, 0d);
    return p;
  }

  static Paragraph right(String text) {
    Paragraph p = new Paragraph(text, BODY);
    p.setTextAlign(org.ofdrw.layout.element.TextAlign.right);
    return p;
  }

  static <T extends Div> T at(T div, double x, double y, double w) {
    div.setPosition(Position.Absolute);
    div.setXY(x, y);
    div.setWidth(w);
    return div;
  }

  static Paragraph cell(String text, double x, double y, double w, double h) {
    Paragraph p = at(new Paragraph(text, 4d), x, y, w - 2.6);
    p.setHeight(h - 2.6);
    p.setPadding(1d);
    p.setBorder(0.3d);
    return p;
  }

  static void notice(Path to, Path list) throws Exception {
    try (OFDDoc doc = new OFDDoc(to)) {
      doc.add(head("云岭县民政局关于提高2024年农村低保标准的通知", 7.8));
      doc.add(new Paragraph("各乡镇人民政府，县直有关单位：", BODY));
      doc.add(body("为进一步做好全县农村居民最低生活保障工作，经县人民政府第32次常务会议研究同意，现就提高2024年农村低保标准的有关事项通知如下："));
      doc.add(body("一、提高标准。从2024年7月1日起，全县农村低保标准由每人每月430元提高到468元，年保障标准达到5616元，提高8.84%。"));
      doc.add(body("二、资金来源。所需资金由省级财政补助70%，县级财政配套30%，通过惠民惠农“一卡通”系统在每月10日前发放到户。"));
      doc.add(body("三、动态管理。各乡镇要对照标准逐户复核家庭收入，符合条件的及时纳入，不再符合条件的按程序退出，做到应保尽保、应退尽退。"));
      String[] offices = {"社会救助股", "养老服务股", "儿童福利股", "财务审计股", "信访信息股"};
      for (int i = 0; i < 5; i++)
        doc.add(body("（" + "一二三四五".charAt(i) + "）" + offices[i] + "于每月" + (5 + 2 * i) + "日前核对低保对象增减变化情况，逾期不报的在全县范围内通报，并与年度考核结果挂钩，确保数据真实、准确、完整。"));
      doc.add(right("云岭县民政局"));
      doc.add(right("2024年6月18日"));
      doc.addAttachment(new Attachment("低保对象花名册", list));
    }
  }

  static void watermark(Path from, Path to) throws Exception {
    try (OFDReader reader = new OFDReader(from); OFDDoc doc = new OFDDoc(reader, to)) {
      Watermark mark = new Watermark(PageLayout.A4());
      mark.setValue("云岭县民政局内部资料");
      mark.setFontSize(8d);
      mark.setAngle(-30d);
      doc.addWatermark(mark);
    }
  }

  static void table(Path to) throws Exception {
    try (OFDDoc doc = new OFDDoc(to)) {
      VirtualPage page = new VirtualPage(PageLayout.A4());
      page.add(at(head("白石县2024年各乡镇高龄津贴发放标准", 6.5), 20, 25, 170));
      double[] x = {20, 60, 100, 150};
      double[] w = {40, 40, 50, 40};
      String[][] rows = {
        {"乡镇", "年龄", "标准（元/人·月）", "备注"},
        {"青坪镇", "80—89周岁", "50", "含县级财政配套资金20元，由乡镇按季度发放"},
        {"", "90—99周岁", "100", "含县级财政配套资金40元"},
        {"大河乡", "80周岁以上", "60", "按月发放"},
      };
      double y = 45;
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < 4; c++)
          if (c > 0 || r != 2) page.add(cell(rows[r][c], x[c], y, w[c], c == 0 && r == 1 ? 48 : 24));
        y += 24;
      }
      page.add(at(new Paragraph("注：标准自2024年1月1日起执行。", 4.5), 20, y + 6, 170));
      Canvas canvas = new Canvas(20d, 150d, 170d, 100d);
      canvas.setDrawer(ctx -> {
        ctx.setFont(FontSetting.getInstance(14d));
        ctx.save();
        ctx.translate(40, 80);
        ctx.rotate(-35);
        ctx.setGlobalAlpha(0.3);
        ctx.fillText("白石县民政局内部资料", 0, 0);
        ctx.restore();
      });
      page.add(canvas);
      doc.addVPage(page);
    }
  }

  static void scan(Path to, Path picture) throws Exception {
    try (OFDDoc doc = new OFDDoc(to)) {
      VirtualPage words = new VirtualPage(PageLayout.A4());
      words.add(at(new Paragraph("附件：青禾县农机购置补贴公示表", BODY), 25, 30, 160));
      doc.addVPage(words);
      VirtualPage page = new VirtualPage(PageLayout.A4());
      Img img = at(new Img(picture), 10, 10, 190);
      img.setHeight(270d);
      page.add(img);
      doc.addVPage(page);
    }
  }

  static void picture(Path to) throws Exception {
    BufferedImage image = new BufferedImage(380, 540, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 380, 540);
    g.setColor(Color.BLACK);
    g.setFont(new Font("Noto Sans CJK SC", Font.PLAIN, 20));
    g.drawString("青禾县农机购置补贴公示表", 60, 60);
    g.drawString("清水镇 补贴12000元", 60, 120);
    g.dispose();
    ImageIO.write(image, "png", to.toFile());
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Paths.get(arguments[0]);
    Path list = folder.resolve("list.csv");
    Files.writeString(list, "姓名,标准\n");
    notice(folder.resolve("draft.ofd"), list);
    watermark(folder.resolve("draft.ofd"), folder.resolve("ofdrw-notice.ofd"));
    table(folder.resolve("ofdrw-table.ofd"));
    Path picture = folder.resolve("scan.png");
    picture(picture);
    scan(folder.resolve("ofdrw-scan.ofd"), picture);
    try (TextConverter converter = new TextConverter(folder.resolve("ofdrw-text.ofd"))) {
      converter.setFontSize(4.2);
      converter.append("青禾县医保参保缴费明白纸");
      converter.append("一、缴费标准是多少？");
      converter.append("2025年度城乡居民基本医疗保险个人缴费标准为每人400元，财政补助标准为每人每年不低于670元。");
      converter.append("二、什么时候缴费？");
      converter.append("集中缴费期为2024年9月1日至12月31日。超过集中缴费期的，需按个人缴费和财政补助的全额标准1070元缴纳，并自缴费之日起60日后享受待遇。");
    }
    try (PDFConverter converter = new PDFConverter(folder.resolve("ofdrw-outlined.ofd"))) {
      converter.convert(folder.resolve("outlined.pdf"));
    }
  }
}
