-- 合成数据 / SYNTHETIC. Documents in circulation; the same rows at every birth.
SET time_zone = '+08:00';

CREATE TABLE documents (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    number VARCHAR(40) NOT NULL UNIQUE,
    title VARCHAR(200) NOT NULL,
    urgency ENUM('平急', '加急', '特急') NOT NULL,
    amount DECIMAL(14, 2) NULL,
    seal VARBINARY(64) NOT NULL,
    sent DATETIME(3) NOT NULL,
    INDEX (sent)
) ENGINE = InnoDB;
INSERT INTO documents (number, title, urgency, amount, seal, sent)
SELECT CONCAT('粤合成〔2019〕', seq, '号'), CONCAT('关于第', seq, '项工作的通知'), seq % 3 + 1,
       IF(seq % 5 = 0, NULL, seq * 12.34), UNHEX(SHA2(seq, 256)),
       TIMESTAMPADD(MINUTE, seq * 41, '2019-03-01 08:30:00.125')
FROM seq_1_to_4000;

CREATE TABLE circulation (
    document INT UNSIGNED NOT NULL,
    department VARCHAR(20) NOT NULL,
    opinion TEXT NULL,
    scan MEDIUMBLOB NULL,
    signed TIMESTAMP NULL,
    FOREIGN KEY (document) REFERENCES documents (id)
) ENGINE = InnoDB;
INSERT INTO circulation
SELECT seq % 4000 + 1, ELT(seq % 4 + 1, 'GD-GSD', 'GD-HRS', 'GD-PSD', 'GD-FIN'),
       IF(seq % 3 = 0, NULL, CONCAT('同意。', REPEAT('请办理；', seq % 4), '😀')),
       IF(seq % 16 = 0, UNHEX(REPEAT(SHA2(seq, 256), 8)), NULL),
       TIMESTAMPADD(SECOND, seq * 67, '2019-03-01 09:00:00')
FROM seq_1_to_6000;

CREATE VIEW urgent AS SELECT id, number FROM documents WHERE urgency = '特急';

CREATE TABLE entries (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    text TEXT NOT NULL,
    at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
) ENGINE = InnoDB;
INSERT INTO entries (text, at)
SELECT CONCAT('批注第 ', seq, ' 条'), TIMESTAMPADD(MINUTE, seq * 3, '2019-03-01 09:00:00')
FROM seq_1_to_600;
