"""The inbox's pages: the reporter's side and the staff's."""
