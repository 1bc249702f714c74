from api.schemas.base_schema import CamelModel


class UserResponse(CamelModel):
    id: int
    email: str
    full_name: str
    is_admin: bool
