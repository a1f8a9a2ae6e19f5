"""Ordinary Vietnamese words that hold the letters of a mark."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: A line that ends in one of these goes on with *mật* on the next: bảo mật, bí mật, cơ mật, thân mật, giải mật.
BROKEN = _words("BẢO BÍ CƠ THÂN GIẢI BAO BI")
#: As bare capitals from here on. First halves of words that end in *mật*.
BEFORE = _words("BAO BI CO THAN GIAI TRANG TUI NUOC ONG SOI RUOU VIEM KHAN NEM")
#: Second halves of words that begin with *mật*: mật ong, mật độ, mật khẩu, mật mã, mật vụ, mật thiết …
AFTER = _words("ONG DO KHAU MA VU THU DAM DANH THIET NGOT GAU KE UOC NGU NGHI HOA MIA LENH HIEU")
#: The same for words that differ only in accents, which a file name without accents can't show: có mặt, gặp mặt, ra
#: mắt, thay mặt, khám mắt … and mặt trận, mặt bằng, mặt hàng, mắt kính, mất nước, mất điện …
BEFORE_WITHOUT_ACCENTS = BEFORE | _words(
    "GAP HOP RA VANG THAY TRUOC BE DOI KHAM VIEN KHOA TIEN BIEU CHE DAY NHAN NHAM NGOAI NOI HAI HAM MOT CAT DAU DIEN"
    " GUONG KHUON LAM LAP LAT MO MAN MAY NANG NGUOI QUA SAN THEO TRAI TRONG TREN DUOI SUOT TOM DA THOANG"
)
AFTER_WITHOUT_ACCENTS = AFTER | _words(
    "TRAN BANG HANG NUOC DIEN DAT DUONG KINH NA CAT XICH GOC TICH TIEN VE CAN DAY TRUOC SAU TRONG NGOAI TREN DUOI PHAI"
    " TRAI NGANG DUNG CAU SAN TROI TRANG BIEN THE LANH CHA ME CAP TRI CON HUT VEN QUYEN KHA XA THI"
)
#: Words for paper: *tài liệu mật*, *công văn mật*.
CARRIERS = frozenset({("TAI", "LIEU"), ("VAN", "BAN"), ("CONG", "VAN"), ("HO", "SO"), ("VAN", "KIEN"), ("MUC", "DO")})
SHORT_CARRIERS = _words("CV VB TL")
