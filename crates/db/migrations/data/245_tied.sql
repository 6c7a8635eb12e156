-- Last day of what ties the person to the register, where their group has to be tied to it by something; NULL: nobody knows an
-- end yet. Days since 1970-01-01. The relationship (`closed`) ends with it.
ALTER TABLE subject ADD COLUMN tied BIGINT;
