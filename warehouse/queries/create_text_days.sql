-- Where does the copy keep which days have a file of texts?
CREATE TABLE building.store.text_days (day DATE, texts BIGINT)
