-- Where does PostgreSQL keep what is its own beside the lake?
CREATE SCHEMA IF NOT EXISTS copydesk
