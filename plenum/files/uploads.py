"""Files on their way in from a form: in a file without a name, so that a killed process leaves nothing of them."""

import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessUploadHandler(FileUploadHandler):
    """Django's own handlers keep large uploads under a name in the temporary folder; this one gives them none.

    Of a file over `settings.MAX_FILE_SIZE` one byte more than that is kept, enough for the gate to refuse it.
    """

    content: IO[bytes] | None = None
    received = 0

    def new_file(self, *arguments: Any, **options: Any) -> None:
        super().new_file(*arguments, **options)
        folder = Path(settings.DATA) / "incoming"
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        self.content = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 # the request closes it
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        room = settings.MAX_FILE_SIZE + 1 - self.received
        if self.content is not None and room > 0:
            self.content.write(raw_data[:room])
        self.received += len(raw_data)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if self.content is None:
            return None
        self.content.seek(0)
        upload: UploadedFile[Any] = UploadedFile(
            self.content, self.file_name, self.content_type, file_size, self.charset
        )
        self.content = None
        return upload

    def upload_interrupted(self) -> None:
        if self.content is not None:
            self.content.close()
            self.content = None
