"""Glue: the catalogue of what data there are."""

from __future__ import annotations

from govcloud.provider.table.entry import Op, Output, Prop, Resource

DATABASE = Resource(
    service="glue",
    name="Database",
    text="One department's or subject's part of the data catalogue.",
    create=Op("create_database"),
    id="{name}",
    read=Op("get_database", {"Name": "$id"}, "Database"),
    update=Op(
        "update_database",
        {
            "Name": "$id",
            "DatabaseInput": {
                "Name": "$id",
                "Description": "$in.description",
                "LocationUri": "$in.locationUri",
            },
        },
    ),
    delete=(Op("delete_database", {"Name": "$id"}),),
    gone=("EntityNotFoundException",),
    exists=("AlreadyExistsException", "DatabaseAlreadyExistsException"),
    props={
        "name": Prop(
            "Its name, in small letters.",
            param="DatabaseInput.Name",
            path="Name",
            required=True,
            replace=True,
            unique=True,
        ),
        "description": Prop(
            "What is in it.", param="DatabaseInput.Description", path="Description"
        ),
        "locationUri": Prop(
            "Where its files lie, `s3://…`.",
            param="DatabaseInput.LocationUri",
            path="LocationUri",
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:glue:{region}:{account}:database/{id}")},
)

ENTRIES = (DATABASE,)
