"""What the papers of the invented province are about: issuers, types, abstracts, texts. All of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A paper somebody could have sent: by which body (its symbol), of which type, about what."""

    issuer: str
    #: Name of the type; empty for a letter.
    kind: str
    #: The type's part of the symbol.
    short: str
    abstract: str
    paragraphs: tuple[str, ...]
    urgency: int = 0
    #: Days from the paper's date to the answer it asks for; 0 for none.
    answer_in: int = 0


_REPORT = (
    "Thực hiện Chương trình công tác năm 2026, cơ quan đã chủ động xây dựng kế hoạch, phân công lãnh đạo, chuyên viên "
    "theo dõi từng nhiệm vụ; kết quả đến nay cơ bản đạt tiến độ đề ra.",
    "Khó khăn chủ yếu là hồ sơ giữa các cơ quan còn luân chuyển bằng bản giấy, một số thủ tục trùng lặp, thời gian "
    "lấy ý kiến kéo dài. Cơ quan đề nghị cấp có thẩm quyền xem xét, cho rà soát và cắt giảm.",
    "Trong quý tới, cơ quan tập trung hoàn thành các nhiệm vụ còn lại, bảo đảm chất lượng và đúng thời hạn được giao.",
)
_ASK = (
    "Thực hiện ý kiến chỉ đạo của Thường trực Tỉnh ủy, đề nghị các cơ quan, đơn vị nghiên cứu dự thảo gửi kèm, "
    "cho ý kiến bằng văn bản về phạm vi, tiến độ và nguồn lực thực hiện.",
    "Ý kiến gửi về cơ quan chủ trì để tổng hợp, trình cấp có thẩm quyền xem xét, quyết định. Quá thời hạn nêu trên, "
    "cơ quan không có ý kiến được coi là thống nhất với dự thảo.",
)
_PLAN = (
    "I- MỤC ĐÍCH, YÊU CẦU. Quán triệt sâu rộng nội dung đến cán bộ, đảng viên; phân công rõ người, rõ việc, "
    "rõ thời gian, rõ kết quả; gắn thực hiện với kiểm tra, giám sát thường xuyên.",
    "II- NỘI DUNG. Tổ chức học tập theo hình thức trực tiếp kết hợp trực tuyến đến điểm cầu các xã, phường; "
    "tổng hợp kiến nghị của cơ sở và trả lời bằng văn bản.",
    "III- TỔ CHỨC THỰC HIỆN. Văn phòng theo dõi, đôn đốc, định kỳ hằng tháng báo cáo kết quả.",
)
_DECIDE = (
    "Điều 1. Ban hành kèm theo văn bản này các nội dung đã được tập thể lãnh đạo thống nhất.",
    "Điều 2. Các cơ quan, đơn vị và cá nhân có liên quan chịu trách nhiệm thi hành kể từ ngày ký.",
)

SUBJECTS = (
    Subject(
        "TU", "", "CV", "V/v chuẩn bị nội dung Hội nghị đối thoại giữa Ban Thường vụ với lãnh đạo các phòng", _ASK, 3, 3
    ),
    Subject("SCT", "Báo cáo", "BC", "Kết quả rà soát thủ tục không cần thiết quý III năm 2026", _REPORT),
    Subject("VPUBND", "", "VX", "V/v xin ý kiến dự thảo kế hoạch chuyển đổi số năm 2027", _ASK, 1, 7),
    Subject(
        "TU", "Kết luận", "KL", "của Ban Thường vụ Tỉnh ủy về công tác cải cách thủ tục hành chính trong Đảng", _DECIDE
    ),
    Subject("ĐU", "Kế hoạch", "KH", "học tập, quán triệt nghị quyết tại đảng bộ xã", _PLAN),
    Subject("SNV", "Tờ trình", "TTr", "Về việc phê duyệt chỉ tiêu biên chế các cơ quan, đơn vị năm 2027", _ASK, 0, 10),
    Subject(
        "BTCTU", "", "CV", "V/v rà soát hồ sơ đảng viên chuyển sinh hoạt sau sắp xếp đơn vị hành chính", _ASK, 0, 14
    ),
    Subject("STC", "Báo cáo", "BC", "Tình hình thực hiện dự toán ngân sách mười tháng năm 2026", _REPORT),
    Subject("SXD", "", "QHKT", "V/v góp ý đồ án quy hoạch phân khu trung tâm hành chính tỉnh", _ASK, 0, 10),
    Subject("UBKTTU", "Thông báo", "TB", "Kết luận kiểm tra việc lãnh đạo, chỉ đạo công tác cán bộ tại cơ sở", _DECIDE),
    Subject(
        "SKHCN", "Kế hoạch", "KH", "Triển khai chữ ký số cho lãnh đạo các cơ quan trong quý IV năm 2026", _PLAN, 1, 7
    ),
    Subject("BTGDVTU", "Hướng dẫn", "HD", "tuyên truyền kết quả hội nghị đối thoại năm 2026", _PLAN),
    Subject("SYT", "", "NVY", "V/v bảo đảm y tế phục vụ các hội nghị lớn cuối năm", _ASK, 0, 5),
    Subject(
        "BNCTU", "Báo cáo", "BC", "công tác nội chính, phòng, chống tham nhũng, tiêu cực quý III năm 2026", _REPORT
    ),
    Subject("SGDĐT", "Báo cáo", "BC", "Kết quả số hóa học bạ và tuyển sinh đầu cấp năm học 2026 - 2027", _REPORT),
    Subject(
        "VPTW",
        "",
        "CV",
        "V/v kết nối hệ thống thông tin điều hành tác nghiệp giữa trung ương và địa phương",
        _ASK,
        2,
        4,
    ),
    Subject(
        "SVHTTDL",
        "Giấy mời",
        "GM",
        "Dự tổng duyệt chương trình nghệ thuật chào mừng Ngày hội văn hóa các dân tộc",
        _ASK[:1],
        1,
        2,
    ),
    Subject(
        "MTTQ", "", "TH", "V/v phối hợp lấy ý kiến Nhân dân về sự hài lòng đối với cơ quan hành chính", _ASK, 0, 14
    ),
    Subject("SNNMT", "Báo cáo", "BC", "Tiến độ cấp nước sạch nông thôn và vệ sinh môi trường năm 2026", _REPORT),
    Subject("STP", "", "XDVB", "V/v thẩm định dự thảo quy chế phối hợp giải quyết thủ tục liên thông", _ASK, 0, 7),
    Subject("TU", "Chương trình", "CTr", "công tác trọng tâm của Ban Chấp hành Đảng bộ tỉnh quý IV năm 2026", _PLAN),
    Subject("BQLKCN", "Báo cáo", "BC", "Tình hình thu hút đầu tư và giải quyết thủ tục cho doanh nghiệp", _REPORT),
    Subject("TTHCC", "Báo cáo", "BC", "Kết quả tiếp nhận và trả hồ sơ đúng hạn tháng 10 năm 2026", _REPORT),
    Subject("ĐUUBND", "Nghị quyết", "NQ", "lãnh đạo thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2027", _PLAN),
    Subject("HPN", "", "PT", "V/v cử đại biểu dự đối thoại với lãnh đạo tỉnh", _ASK, 1, 3),
    Subject("ĐU", "Báo cáo", "BC", "kết quả một năm thực hiện mô hình chính quyền địa phương hai cấp", _REPORT),
    Subject("SDTTG", "", "CSDT", "V/v đăng ký nội dung giám sát chính sách dân tộc năm 2027", _ASK, 0, 10),
    Subject(
        "TTT", "Quyết định", "QĐ", "Về việc thanh tra trách nhiệm trong tiếp công dân, giải quyết kiến nghị", _DECIDE
    ),
    Subject("VPUBND", "Thông báo", "TB", "Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 10", _DECIDE),
    Subject(
        "ĐUCCQĐ",
        "Tờ trình",
        "TTr",
        "đề nghị khen thưởng tập thể, cá nhân tiêu biểu trong cải cách hành chính",
        _ASK,
        0,
        7,
    ),
    Subject("SCT", "", "QLNL", "V/v bảo đảm cung ứng điện phục vụ Hội nghị tại 33 điểm cầu", _ASK, 2, 2),
    Subject("TĐTN", "Kế hoạch", "KH", "Ra quân đội hình thanh niên hỗ trợ người dân làm thủ tục trực tuyến", _PLAN),
)

#: What leaders write on documents.
INSTRUCTIONS = (
    "Giao Phòng chủ trì, phối hợp các đơn vị liên quan tham mưu văn bản trả lời, trình Thường trực trước thời hạn.",
    "Nghiên cứu kỹ, đề xuất phương án cụ thể; nội dung nào vượt thẩm quyền thì xin ý kiến ngay.",
    "Tổng hợp ý kiến các ban, báo cáo tôi trước khi phát hành.",
    "Đưa vào chương trình họp giao ban tuần tới; chuẩn bị báo cáo tóm tắt một trang.",
    "Theo dõi, đôn đốc các cơ quan thực hiện đúng thời hạn; tuần sau báo cáo kết quả.",
)
HEADS_WORDS = (
    "Đồng chí nghiên cứu, dự thảo văn bản, trao đổi với tôi trước khi trình.",
    "Phối hợp với Phòng Hành chính - Lưu trữ; chú ý thời hạn lãnh đạo giao.",
    "Tổng hợp số liệu từ các sở, ban gửi về, lập bảng so sánh.",
)
REPORTS = (
    "Đã tham mưu công văn trả lời, lãnh đạo ký ngày hôm nay; đã gửi các nơi nhận.",
    "Đã tổng hợp ý kiến của 12 cơ quan, báo cáo lãnh đạo và lưu hồ sơ.",
    "Đã đưa nội dung vào chương trình giao ban; kết luận được thông báo tới các đơn vị.",
    "Đã rà soát, không có vướng mắc; đề nghị kết thúc theo dõi.",
)
