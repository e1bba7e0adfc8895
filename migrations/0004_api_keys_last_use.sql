-- When a key was last used, to the hour: nobody dares to revoke what may still be in use.
ALTER TABLE api_keys ADD COLUMN last_used_at TEXT;
