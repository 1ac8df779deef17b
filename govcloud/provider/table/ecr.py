"""ECR: where container images are kept."""

from __future__ import annotations

from govcloud.provider.table.entry import Inside, Kind, Op, Output, Prop, Resource, Tagging

_NAME = {"repositoryName": "$id"}

REPOSITORY = Resource(
    service="ecr",
    name="Repository",
    text="The images of one program; none is ever overwritten unless told otherwise.",
    create=Op("create_repository"),
    id="repository.repositoryName",
    answer="repository",
    read=Op("describe_repositories", {"repositoryNames": ["$id"]}, "repositories[0]"),
    delete=(Op("delete_repository", _NAME),),
    gone=("RepositoryNotFoundException",),
    exists=("RepositoryAlreadyExistsException",),
    siblings=Op("describe_repositories", {}, "repositories[].repositoryName"),
    tagging=Tagging(
        tag=Op("tag_resource", {"resourceArn": "$arn", "tags": "$tags"}),
        untag=Op("untag_resource", {"resourceArn": "$arn", "tagKeys": "$keys"}),
        in_create="tags",
        get=Op("list_tags_for_resource", {"resourceArn": "$arn"}, "tags"),
    ),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="repositoryName",
            path="repositoryName",
            replace=True,
            autoname=256,
            lower=True,
        ),
        "imageTagMutability": Prop(
            "`IMMUTABLE`, or `MUTABLE`.",
            param="imageTagMutability",
            path="imageTagMutability",
            default="IMMUTABLE",
            put=(Op("put_image_tag_mutability", {**_NAME, "imageTagMutability": "$value"}),),
        ),
        "scanOnPush": Prop(
            "Whether each image is looked through for known weaknesses.",
            Kind.FLAG,
            param="imageScanningConfiguration.scanOnPush",
            path="imageScanningConfiguration.scanOnPush",
            default=True,
            put=(
                Op(
                    "put_image_scanning_configuration",
                    {**_NAME, "imageScanningConfiguration": {"scanOnPush": "$value"}},
                ),
            ),
        ),
        "encryptionType": Prop(
            "`KMS` or `AES256`.",
            param="encryptionConfiguration.encryptionType",
            path="encryptionConfiguration.encryptionType",
            replace=True,
            default="KMS",
        ),
        "kmsKey": Prop(
            "The ARN of the key; the cloud's own if none is given.",
            param="encryptionConfiguration.kmsKey",
            path="encryptionConfiguration.kmsKey",
            replace=True,
            computed=True,
        ),
    },
    outputs={
        "repositoryUri": Output("Where images are pushed to.", "repositoryUri"),
        "arn": Output("Its ARN.", "arn:{partition}:ecr:{region}:{account}:repository/{id}"),
    },
    inside=(
        Inside(
            "ecr:RepositoryPolicy",
            Op("get_repository_policy", _NAME, absent=("RepositoryPolicyNotFoundException",)),
            id="join('|', ['policy', owner])",
            shows="{policy: policyText}",
            remove=(Op("delete_repository_policy", {"repositoryName": "$owner"}),),
        ),
    ),
)

ENTRIES = (REPOSITORY,)
