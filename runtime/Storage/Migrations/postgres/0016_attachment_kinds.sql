-- Attachments of all kinds, told apart, and rows of those that are being uploaded.

ALTER TABLE attachment ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT 'photo' CHECK (kind IN ('photo', 'video', 'audio', 'file', 'signature'));
ALTER TABLE attachment ADD COLUMN is_complete BOOLEAN NOT NULL DEFAULT TRUE;
