"""The common support platform (公共支撑平台): what every application would otherwise build for itself."""

from __future__ import annotations

import pulumi

from govcloud.model.place import Place
from govcloud.model.tagging import Tags
from support_platform_stack.messages import messages
from support_platform_stack.trust import trust


def main() -> None:
    """Register everything and export what applications connect to."""
    place = Place.of(pulumi.Config().require_object("spec")["place"])
    tags = Tags("SHARED", place.env, 3, "EXTRANET_PUBLIC")
    kept = trust(place, tags)
    told = messages(place, tags, kept.key)
    pulumi.export("key_arn", kept.key.arn)
    pulumi.export("identity_signing_key_arn", kept.identity.arn)
    pulumi.export("seal_signing_key_arn", kept.seals.arn)
    pulumi.export("certificates_bucket", kept.certificates.bucket)
    pulumi.export("messages_topic_arn", told.topic.arn)
    pulumi.export("payments_queue_url", told.payments.url)
    pulumi.export("registry", kept.registry.repository_uri if kept.registry else "")
