"""The types of documents and their symbols, with the rules that name them.

State: Decree 30/2020/NĐ-CP, article 7 and appendix III, in force from 5 March 2020. Party: Regulation 399-QĐ/TW of
9 January 2026 (25 types, 8 papers); symbols as Guidance 05-HD/VPTW of 27 May 2026 and the practice of committees have
them. A symbol that several sources write differently is kept with each habit.
"""

from datetime import date

from django.db import migrations

DECREE_30 = "Nghị định 30/2020/NĐ-CP, Điều 7, Phụ lục III"
REGULATION_399 = "Quy định 399-QĐ/TW ngày 09/01/2026"
GUIDANCE_05 = "Hướng dẫn 05-HD/VPTW ngày 27/5/2026"
STATE_FROM = date(2020, 3, 5)
PARTY_FROM = date(2026, 1, 9)
SYMBOLS_FROM = date(2026, 5, 27)

# code, name, English, Russian, symbols (the written one first)
STATE = [
    ("nghi-quyet", "Nghị quyết", "Resolution", "Постановление", ["NQ"]),
    ("quyet-dinh", "Quyết định", "Decision", "Решение", ["QĐ"]),
    ("chi-thi", "Chỉ thị", "Directive", "Директива", ["CT"]),
    ("quy-che", "Quy chế", "Statute", "Регламент", ["QC"]),
    ("quy-dinh", "Quy định", "Rules", "Правила", ["QyĐ"]),
    ("thong-cao", "Thông cáo", "Communiqué", "Коммюнике", ["TC"]),
    ("thong-bao", "Thông báo", "Notice", "Уведомление", ["TB"]),
    ("huong-dan", "Hướng dẫn", "Guidance", "Руководство", ["HD"]),
    ("chuong-trinh", "Chương trình", "Programme", "Программа", ["CTr"]),
    ("ke-hoach", "Kế hoạch", "Plan", "План", ["KH"]),
    ("phuong-an", "Phương án", "Option plan", "Вариант решения", ["PA"]),
    ("de-an", "Đề án", "Scheme", "Концепция", ["ĐA"]),
    ("du-an", "Dự án", "Project", "Проект", ["DA"]),
    ("bao-cao", "Báo cáo", "Report", "Отчёт", ["BC"]),
    ("bien-ban", "Biên bản", "Minutes", "Протокол", ["BB"]),
    ("to-trinh", "Tờ trình", "Submission", "Представление", ["TTr"]),
    ("hop-dong", "Hợp đồng", "Contract", "Договор", ["HĐ"]),
    ("cong-van", "Công văn", "Official letter", "Служебное письмо", []),
    ("cong-dien", "Công điện", "Telegram", "Телеграмма", ["CĐ"]),
    ("ban-ghi-nho", "Bản ghi nhớ", "Memorandum", "Меморандум", ["BGN"]),
    ("ban-thoa-thuan", "Bản thỏa thuận", "Agreement", "Соглашение", ["BTT"]),
    ("giay-uy-quyen", "Giấy ủy quyền", "Power of attorney", "Доверенность", ["GUQ"]),
    ("giay-moi", "Giấy mời", "Invitation", "Приглашение", ["GM"]),
    ("giay-gioi-thieu", "Giấy giới thiệu", "Letter of introduction", "Рекомендательное письмо", ["GGT"]),
    ("giay-nghi-phep", "Giấy nghỉ phép", "Leave paper", "Отпускное свидетельство", ["GNP"]),
    ("phieu-gui", "Phiếu gửi", "Dispatch slip", "Сопроводительный лист", ["PG"]),
    ("phieu-chuyen", "Phiếu chuyển", "Forwarding slip", "Лист пересылки", ["PC"]),
    ("phieu-bao", "Phiếu báo", "Notice slip", "Извещение", ["PB"]),
    ("thu-cong", "Thư công", "Courtesy letter", "Официальное письмо", []),
]
STATE_COPIES = [
    ("sao-y", "Bản sao y", "Certified copy", "Заверенная копия", ["SY"]),
    ("trich-sao", "Bản trích sao", "Certified extract", "Заверенная выписка", ["TrS"]),
    ("sao-luc", "Bản sao lục", "Copy of a copy", "Копия с копии", ["SL"]),
]
PARTY = [
    ("cuong-linh", "Cương lĩnh chính trị", "Political programme", "Политическая программа", []),
    ("dieu-le", "Điều lệ Đảng", "Party statute", "Устав партии", []),
    ("chien-luoc", "Chiến lược", "Strategy", "Стратегия", ["CL"]),
    ("nghi-quyet", "Nghị quyết", "Resolution", "Постановление", ["NQ"]),
    ("quyet-dinh", "Quyết định", "Decision", "Решение", ["QĐ"]),
    ("chi-thi", "Chỉ thị", "Directive", "Директива", ["CT"]),
    ("ket-luan", "Kết luận", "Conclusion", "Заключение", ["KL"]),
    ("quy-che", "Quy chế", "Statute", "Регламент", ["QC"]),
    ("quy-dinh", "Quy định", "Rules", "Правила", ["QĐ", "QĐi"]),
    ("thong-tri", "Thông tri", "Circular", "Циркуляр", ["TT"]),
    ("huong-dan", "Hướng dẫn", "Guidance", "Руководство", ["HD"]),
    ("thong-bao", "Thông báo", "Notice", "Уведомление", ["TB"]),
    ("thong-cao", "Thông cáo", "Communiqué", "Коммюнике", ["TC"]),
    ("tuyen-bo", "Tuyên bố", "Declaration", "Заявление", ["TB"]),
    ("loi-keu-goi", "Lời kêu gọi", "Appeal", "Обращение", ["LKG"]),
    ("bao-cao", "Báo cáo", "Report", "Отчёт", ["BC"]),
    ("ke-hoach", "Kế hoạch", "Plan", "План", ["KH"]),
    ("quy-hoach", "Quy hoạch", "Master plan", "Генеральный план", ["QH"]),
    ("chuong-trinh", "Chương trình", "Programme", "Программа", ["CTr"]),
    ("de-an", "Đề án", "Scheme", "Концепция", ["ĐA"]),
    ("phuong-an", "Phương án", "Option plan", "Вариант решения", ["PA"]),
    ("du-an", "Dự án", "Project", "Проект", ["DA"]),
    ("to-trinh", "Tờ trình", "Submission", "Представление", ["TTr"]),
    ("cong-van", "Công văn", "Official letter", "Служебное письмо", ["CV"]),
    ("bien-ban", "Biên bản", "Minutes", "Протокол", ["BB"]),
]
PARTY_PAPERS = [
    ("giay-gioi-thieu", "Giấy giới thiệu", "Letter of introduction", "Рекомендательное письмо", ["GGT"]),
    ("giay-chung-nhan", "Giấy chứng nhận", "Certificate", "Свидетельство", []),
    ("giay-di-duong", "Giấy đi đường", "Travel paper", "Командировочное удостоверение", []),
    ("giay-nghi-phep", "Giấy nghỉ phép", "Leave paper", "Отпускное свидетельство", ["GNP"]),
    ("giay-moi", "Giấy mời", "Invitation", "Приглашение", ["GM"]),
    ("phieu-chuyen", "Phiếu chuyển", "Forwarding slip", "Лист пересылки", ["PC"]),
    ("phieu-gui", "Phiếu gửi", "Dispatch slip", "Сопроводительный лист", ["PG"]),
    ("thu-cong", "Thư công", "Courtesy letter", "Официальное письмо", []),
]
PARTY_COPIES = [("ban-sao", "Bản sao", "Copy", "Копия", ["BS"])]
UNPRINTED = {"cong-van", "thu-cong"}


def rows():
    """(system, kind, types, valid from, source of the type, symbols from, source of the symbol)"""
    yield "state", "document", STATE, STATE_FROM, DECREE_30, STATE_FROM, DECREE_30
    yield "state", "copy", STATE_COPIES, STATE_FROM, DECREE_30, STATE_FROM, DECREE_30
    yield "party", "document", PARTY, PARTY_FROM, REGULATION_399, SYMBOLS_FROM, GUIDANCE_05
    yield "party", "paper", PARTY_PAPERS, PARTY_FROM, REGULATION_399, SYMBOLS_FROM, GUIDANCE_05
    yield "party", "copy", PARTY_COPIES, PARTY_FROM, REGULATION_399, SYMBOLS_FROM, GUIDANCE_05


def load(apps, schema_editor=None):
    """Put in what is missing; what an administrator changed stays."""
    types = apps.get_model("documents", "DocumentType").objects
    symbols = apps.get_model("documents", "TypeSymbol").objects
    rank = 0
    for system, kind, names, valid_from, source, symbols_from, symbol_source in rows():
        for code, name, name_en, name_ru, written in names:
            rank += 1
            made, is_new = types.get_or_create(
                system=system,
                code=code,
                valid_from=valid_from,
                defaults={
                    "kind": kind,
                    "name": name,
                    "name_en": name_en,
                    "name_ru": name_ru,
                    "is_printed": code not in UNPRINTED,
                    "rank": rank,
                    "source": source,
                },
            )
            for habit, symbol in enumerate(written if is_new else ()):
                symbols.create(
                    type=made,
                    symbol=symbol,
                    is_preferred=habit == 0,
                    valid_from=symbols_from,
                    source=symbol_source,
                )


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
