//! Tables without personal data of subjects: accounts, engagements, roles, sessions, API keys. SQL stands here, one owner file a table.
