extension Template {
  /// Passwords and tokens.
  static let backendSecurity = Template(
    name: "backend/auth/security", version: 1,
    text: #"""
      """Passwords and tokens."""

      import asyncio
      import hashlib
      import secrets
      from datetime import UTC, datetime, timedelta

      import jwt
      from argon2 import PasswordHasher
      from argon2.exceptions import InvalidHashError, VerificationError

      from core.config import settings

      ALGORITHM = "HS256"

      hasher = PasswordHasher()

      # Checked when there is no such user, so that both answers take as long.
      _NOBODY = hasher.hash(secrets.token_urlsafe(16))


      async def hash_password(password: str) -> str:
          # Argon2 is slow on purpose: beside the event loop.
          return await asyncio.to_thread(hasher.hash, password)


      async def verify_password(password: str, password_hash: str | None) -> bool:
          """Whether it is the password; None: of nobody."""
          return await asyncio.to_thread(_verify, password, password_hash)


      def _verify(password: str, password_hash: str | None) -> bool:
          try:
              hasher.verify(password_hash or _NOBODY, password)
          except (VerificationError, InvalidHashError):
              return False
          return password_hash is not None


      def needs_new_hash(password_hash: str) -> bool:
          """Whether it was made with other parameters than are used now."""
          return hasher.check_needs_rehash(password_hash)


      def create_access_token(user_id: int) -> str:
          now = datetime.now(UTC)
          claims = {
              "sub": str(user_id),
              "iat": now,
              "exp": now + timedelta(minutes=settings.access_token_minutes),
          }
          return jwt.encode(claims, settings.secret_key, ALGORITHM)


      def read_access_token(token: str) -> int | None:
          """The user it was made for; None when it is not ours or has expired."""
          try:
              claims = jwt.decode(
                  token,
                  settings.secret_key,
                  algorithms=[ALGORITHM],
                  options={"require": ["sub", "exp"]},
              )
              return int(claims["sub"])
          except (jwt.InvalidTokenError, ValueError):
              return None


      def new_refresh_token() -> str:
          return secrets.token_urlsafe(32)


      def hash_token(token: str) -> str:
          """What is stored of a refresh token. It is random, so a fast hash is enough."""
          return hashlib.sha256(token.encode()).hexdigest()

      """#)

  /// Who sent a request.
  static let backendCurrentUser = Template(
    name: "backend/auth/dependency", version: 1,
    text: #"""
      from typing import Annotated

      from fastapi import Depends, HTTPException, status
      from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

      from core.security import read_access_token
      from db.model import User
      from db.session import SessionDep

      bearer = HTTPBearer(auto_error=False)


      async def get_current_user(
          session: SessionDep,
          credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
      ) -> User:
          """The user whose access token was sent; 401 without one."""
          if credentials is not None:
              user_id = read_access_token(credentials.credentials)
              user = await session.get(User, user_id) if user_id is not None else None
              if user is not None and user.is_active:
                  return user
          raise unauthorized("Not signed in")


      def unauthorized(detail: str) -> HTTPException:
          return HTTPException(
              status.HTTP_401_UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"}
          )


      CurrentUser = Annotated[User, Depends(get_current_user)]

      """#)

  /// Users on the wire.
  static let backendUserSchema = Template(
    name: "backend/auth/user-schema", version: 1,
    text: """
      from datetime import UTC, datetime
      from typing import Annotated

      from pydantic import AfterValidator, EmailStr, Field

      from api.schemas.base_schema import CamelModel


      def _one_spelling(address: str) -> str:
          # Some databases take é for e, others do not: neither may make one user of two.
          if not address.isascii():
              raise ValueError("address must be in ASCII")
          return address.lower()


      def _from_utc(value: datetime) -> datetime:
          return value.replace(tzinfo=UTC)


      Email = Annotated[EmailStr, Field(max_length=254), AfterValidator(_one_spelling)]
      UTCMoment = Annotated[datetime, AfterValidator(_from_utc)]


      class UserResponse(CamelModel):
          id: int
          email: str
          name: str
          is_active: bool
          created_at: UTCMoment

      """)

  /// What is sent to sign in, and answered.
  static let backendAuthSchema = Template(
    name: "backend/auth/schema", version: 1,
    text: #"""
      from typing import Annotated, Literal

      from pydantic import Field

      from api.schemas.base_schema import CamelModel
      from api.schemas.user_schema import Email

      RefreshText = Annotated[str, Field(min_length=1, max_length=128)]


      class RegisterRequest(CamelModel):
          email: Email
          password: str = Field(min_length=8, max_length=128)
          # Visible characters: PostgreSQL refuses NUL, and a name is one line.
          name: str = Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")


      class LoginRequest(CamelModel):
          email: Email
          password: str = Field(min_length=1, max_length=128)


      class RefreshRequest(CamelModel):
          refresh_token: RefreshText


      class TokenResponse(CamelModel):
          access_token: str
          refresh_token: str
          token_type: Literal["bearer"] = "bearer"
          # Seconds until the access token expires.
          expires_in: int

      """#)

  /// Queries of users.
  static let backendUsers = Template(
    name: "backend/auth/users", version: 1,
    text: #"""
      from sqlalchemy import select
      from sqlalchemy.ext.asyncio import AsyncSession

      from db.model import User


      async def get_by_email(session: AsyncSession, email: str) -> User | None:
          """By an address in lower case."""
          return await session.scalar(select(User).where(User.email == email))


      async def create_user(
          session: AsyncSession, *, email: str, name: str, password_hash: str
      ) -> User:
          user = User(email=email, name=name, password_hash=password_hash)
          session.add(user)
          await session.flush()
          await session.refresh(user)
          return user

      """#)

  /// How refresh tokens are issued, spent and revoked.
  static let backendRefreshTokens = Template(
    name: "backend/auth/refresh-tokens", version: 1,
    text: #"""
      from datetime import timedelta
      from typing import Any, cast
      from uuid import uuid4

      from sqlalchemy import CursorResult, delete, select, update
      from sqlalchemy.ext.asyncio import AsyncSession

      from core.config import settings
      from core.security import hash_token, new_refresh_token
      from db.model import RefreshToken, utc_now


      async def issue(session: AsyncSession, user_id: int, family: str | None = None) -> str:
          """A new token, of a new family unless one is given."""
          token = new_refresh_token()
          session.add(
              RefreshToken(
                  user_id=user_id,
                  family=family or uuid4().hex,
                  token_hash=hash_token(token),
                  expires_at=utc_now() + timedelta(days=settings.refresh_token_days),
              )
          )
          await session.flush()
          return token


      async def spend(session: AsyncSession, token: str) -> RefreshToken | None:
          """Uses a token up; None when it is no good.

          One that was spent before is in two hands, and nobody can say whose: its family ends.
          """
          row = await _find(session, token)
          if row is None:
              return None
          # The database decides which of two requests was first.
          spent = await session.execute(
              update(RefreshToken)
              .where(RefreshToken.id == row.id, RefreshToken.spent_at.is_(None))
              .values(spent_at=utc_now())
              .execution_options(synchronize_session=False)
          )
          if cast("CursorResult[Any]", spent).rowcount == 0:
              await _revoke(session, row.family)
              return None
          return row if row.expires_at > utc_now() else None


      async def revoke(session: AsyncSession, token: str) -> None:
          """Ends the family of a token."""
          row = await _find(session, token)
          if row is not None:
              await _revoke(session, row.family)


      async def delete_expired(session: AsyncSession, user_id: int | None = None) -> int:
          """Deletes what no longer serves, of one user or of all; how many there were."""
          statement = delete(RefreshToken).where(RefreshToken.expires_at <= utc_now())
          if user_id is not None:
              statement = statement.where(RefreshToken.user_id == user_id)
          statement = statement.execution_options(synchronize_session=False)
          return cast("CursorResult[Any]", await session.execute(statement)).rowcount


      async def _find(session: AsyncSession, token: str) -> RefreshToken | None:
          digest = hash_token(token)
          return await session.scalar(
              select(RefreshToken).where(RefreshToken.token_hash == digest)
          )


      async def _revoke(session: AsyncSession, family: str) -> None:
          await session.execute(
              delete(RefreshToken)
              .where(RefreshToken.family == family)
              .execution_options(synchronize_session=False)
          )

      """#)

  /// The endpoints to sign in.
  static let backendAuthRouter = Template(
    name: "backend/auth/router", version: 1,
    text: #"""
      from typing import Any

      from fastapi import APIRouter, HTTPException, status
      from sqlalchemy.exc import IntegrityError

      from api.crud import refresh_tokens, users
      from api.dependencies.auth import CurrentUser, unauthorized
      from api.schemas.auth_schema import (
          LoginRequest,
          RefreshRequest,
          RegisterRequest,
          TokenResponse,
      )
      from api.schemas.user_schema import UserResponse
      from core.config import settings
      from core.security import (
          create_access_token,
          hash_password,
          needs_new_hash,
          verify_password,
      )
      from db.model import User
      from db.session import SessionDep

      router = APIRouter(
          prefix="/auth",
          tags=["auth"],
          responses={400: {"description": "The body is not UTF-8"}},
      )

      TAKEN = "There is an account with this email"

      UNAUTHORIZED: dict[int | str, Any] = {401: {"description": "Not signed in"}}
      REFUSED: dict[int | str, Any] = {
          403: {"description": "Registration is closed"},
          409: {"description": TAKEN},
      }


      @router.post("/register", status_code=201, responses=REFUSED)
      async def register(data: RegisterRequest, session: SessionDep) -> UserResponse:
          if not settings.registration_open:
              raise HTTPException(status.HTTP_403_FORBIDDEN, "Registration is closed")
          password_hash = await hash_password(data.password)
          try:
              user = await users.create_user(
                  session, email=data.email, name=data.name, password_hash=password_hash
              )
              response = UserResponse.model_validate(user)
              await session.commit()
          except IntegrityError as error:
              await session.rollback()
              raise HTTPException(status.HTTP_409_CONFLICT, TAKEN) from error
          return response


      @router.post("/login", responses=UNAUTHORIZED)
      async def login(data: LoginRequest, session: SessionDep) -> TokenResponse:
          user = await users.get_by_email(session, data.email)
          password_hash = user.password_hash if user else None
          is_right = await verify_password(data.password, password_hash)
          if user is None or not is_right or not user.is_active:
              raise unauthorized("Email or password is wrong")
          if needs_new_hash(user.password_hash):
              user.password_hash = await hash_password(data.password)
          await refresh_tokens.delete_expired(session, user.id)
          response = token_pair(user.id, await refresh_tokens.issue(session, user.id))
          await session.commit()
          return response


      @router.post("/refresh", responses=UNAUTHORIZED)
      async def refresh(data: RefreshRequest, session: SessionDep) -> TokenResponse:
          """A new pair for a refresh token, which is spent by it."""
          spent = await refresh_tokens.spend(session, data.refresh_token)
          user = await session.get(User, spent.user_id) if spent else None
          if spent is None or user is None or not user.is_active:
              # That it was spent, or its family ended, must last too.
              await session.commit()
              raise unauthorized("Sign in again")
          token = await refresh_tokens.issue(session, user.id, spent.family)
          response = token_pair(user.id, token)
          await session.commit()
          return response


      @router.post("/logout", status_code=204)
      async def logout(data: RefreshRequest, session: SessionDep) -> None:
          """Ends what came of one login; also right for a token that is no good."""
          await refresh_tokens.revoke(session, data.refresh_token)
          await session.commit()


      @router.get("/me", responses=UNAUTHORIZED)
      async def me(user: CurrentUser) -> UserResponse:
          return UserResponse.model_validate(user)


      def token_pair(user_id: int, refresh_token: str) -> TokenResponse:
          return TokenResponse(
              access_token=create_access_token(user_id),
              refresh_token=refresh_token,
              expires_in=settings.access_token_minutes * 60,
          )

      """#)
}
