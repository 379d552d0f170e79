"""What can go wrong with identities. Every message is Chinese, names the place, and says what to do next."""


class IdentityError(Exception):
    """Any refusal or fault of this package; the command line prints its message as it is."""


class KeyProblem(IdentityError):
    """The master key is missing, damaged, readable by others, or belongs to another vault."""


class VaultProblem(IdentityError):
    """The vault cannot do what was asked."""


class PersonUnknown(VaultProblem):
    """The vault has never sealed a record of this token."""


class PersonErased(VaultProblem):
    """This person's key was destroyed; nothing can be revealed any more."""


class AuditBroken(IdentityError):
    """The audit log was altered or cut; nothing may be appended until an audit administrator has looked."""


class AccountProblem(IdentityError):
    """An account cannot be made or changed as asked."""


class LoginRefused(IdentityError):
    """Wrong name or password, a disabled account, or an account that is locked for a while."""


class AccessDenied(IdentityError):
    """The account may not do this, or did not say why it must be done."""
