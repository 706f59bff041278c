"""DRF's side of the permission table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.permissions import BasePermission

from feedback_site.kit.access import permitted

if TYPE_CHECKING:
    from rest_framework.request import Request


class Allowed(BasePermission):
    """A view's `permissions` is PUBLIC or a table by method; what is not declared is refused."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Look the method up."""
        declared = getattr(view, "permissions", None)
        if isinstance(declared, dict):
            method = "GET" if request.method in ("HEAD", "OPTIONS") else request.method
            declared = declared.get(method)
        return permitted(request.user, declared)
