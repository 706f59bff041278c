"""The lowest role that may open the routes of notifications."""

ROUTES = {
    "notifications:stop": "public",
    "notifications:mail": "manager",
    **{f"notifications:mail-text{end}": "administrator" for end in ("", "s", "-html", "-reset")},
    "notifications:mail-retry": "administrator",
    "notifications:addresses": "manager",
    "notifications:domain": "administrator",
    "notifications:address-lift": "administrator",
    "notifications:delivery": "manager",
    "notifications:delivery-html": "manager",
    "notifications:delivery-retry": "administrator",
    **{f"notifications:{name}": "administrator" for name in ("events", "parked", "parked-list", "parked-retry")},
    "api-deliveries": {"GET": "manager"},
    "api-delivery-retry": {"POST": "administrator"},
    "api-deliveries-retry": {"POST": "administrator"},
    "api-undeliverable": {"GET": "manager"},
    "api-one-undeliverable": {"DELETE": "administrator"},
    "api-mail-texts": {"GET": "administrator"},
    "api-mail-text": dict.fromkeys(("GET", "PUT", "DELETE"), "administrator"),
    "api-mail-text-preview": {"POST": "administrator"},
}
