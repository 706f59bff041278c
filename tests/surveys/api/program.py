"""A program that speaks to the API."""

import json


class Program:
    """Sends and reads JSON: `program.post("lunch/responses/", {...})` returns status and body."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, method):
        def send(path, body=None, **headers):
            extra = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
            self.answer = getattr(self.client, method)(f"/api/surveys/{path}", **extra, headers=headers)
            return self.answer.status_code, self.answer.json() if self.answer.content else None

        return send

    def upload(self, method, path, name, content, **fields):
        from django.core.files.uploadedfile import SimpleUploadedFile
        from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

        body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile(name, content), **fields})
        answer = self.client.generic(method, f"/api/surveys/{path}", body, content_type=MULTIPART_CONTENT)
        return answer.status_code, answer.json()
