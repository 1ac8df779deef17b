"""IAM: AccountPasswordPolicy, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

import pulumi

from govcloud.resources.base import CloudResource


class AccountPasswordPolicy(CloudResource):
    """What every password of the account must be like; an account has one."""

    def __init__(
        self,
        resource_name: str,
        *,
        minimum_password_length: pulumi.Input[int] | None = None,
        require_symbols: pulumi.Input[bool] | None = None,
        require_numbers: pulumi.Input[bool] | None = None,
        require_uppercase_characters: pulumi.Input[bool] | None = None,
        require_lowercase_characters: pulumi.Input[bool] | None = None,
        allow_users_to_change_password: pulumi.Input[bool] | None = None,
        max_password_age: pulumi.Input[int] | None = None,
        password_reuse_prevention: pulumi.Input[int] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:iam:AccountPasswordPolicy`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            minimum_password_length: Characters at least. Default: 14.
            require_symbols: Whether a symbol is in it. Default: True.
            require_numbers: Whether a digit is in it. Default: True.
            require_uppercase_characters: Whether a capital is in it. Default: True.
            require_lowercase_characters: Whether a small letter is in it. Default: True.
            allow_users_to_change_password: Whether people change their own. Default: True.
            max_password_age: Days until it lapses. Default: 90.
            password_reuse_prevention: How many former ones are refused. Default: 24.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:iam:AccountPasswordPolicy",
            resource_name,
            {
                "minimumPasswordLength": minimum_password_length,
                "requireSymbols": require_symbols,
                "requireNumbers": require_numbers,
                "requireUppercaseCharacters": require_uppercase_characters,
                "requireLowercaseCharacters": require_lowercase_characters,
                "allowUsersToChangePassword": allow_users_to_change_password,
                "maxPasswordAge": max_password_age,
                "passwordReusePrevention": password_reuse_prevention,
            },
            (),
            opts,
        )

    @property
    def minimum_password_length(self) -> pulumi.Output[int]:
        """Characters at least."""
        return self._output("minimumPasswordLength")

    @property
    def require_symbols(self) -> pulumi.Output[bool]:
        """Whether a symbol is in it."""
        return self._output("requireSymbols")

    @property
    def require_numbers(self) -> pulumi.Output[bool]:
        """Whether a digit is in it."""
        return self._output("requireNumbers")

    @property
    def require_uppercase_characters(self) -> pulumi.Output[bool]:
        """Whether a capital is in it."""
        return self._output("requireUppercaseCharacters")

    @property
    def require_lowercase_characters(self) -> pulumi.Output[bool]:
        """Whether a small letter is in it."""
        return self._output("requireLowercaseCharacters")

    @property
    def allow_users_to_change_password(self) -> pulumi.Output[bool]:
        """Whether people change their own."""
        return self._output("allowUsersToChangePassword")

    @property
    def max_password_age(self) -> pulumi.Output[int]:
        """Days until it lapses."""
        return self._output("maxPasswordAge")

    @property
    def password_reuse_prevention(self) -> pulumi.Output[int]:
        """How many former ones are refused."""
        return self._output("passwordReusePrevention")
