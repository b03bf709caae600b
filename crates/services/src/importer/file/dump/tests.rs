//! What statements become.

use std::io::Write as _;

use super::*;

fn dump(text: &str) -> Result<Tables, FileError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    read(file.path(), |name| name.starts_with('t'))
}

fn cells(tables: &mut Tables, name: &str, columns: &[&str]) -> Vec<(u64, Vec<String>)> {
    let rows = tables.all(name).unwrap();
    rows.iter().map(|row| (row.line(), columns.iter().map(|column| row.get(column).to_owned()).collect())).collect()
}

#[test]
fn rows_of_all_ways_of_writing_are_read_with_their_lines() {
    let text = "-- MySQL dump\n/*!40101 SET NAMES utf8; */;\nSET time_zone = '+00:00;';\n\
CREATE TABLE IF NOT EXISTS `t1` (\n  `id` int(11) NOT NULL COMMENT 'a, b)',\n  `key` decimal(10,2),\n  name text,\n  PRIMARY KEY (`id`),\n  KEY n (name)\n) ENGINE=InnoDB;\n\
INSERT INTO `t1` VALUES (1,-2.50,'it''s \\'x\\'; (y), \\\"z\\\" \\\\ \\n2'),\n(2,NULL,_utf8mb4'Grün'), -- more\n(3, 0x4142, \"a\"\"b\");\n\
INSERT IGNORE INTO shop.t1 (name, id) VALUES ('only', 4) ON DUPLICATE KEY UPDATE name = 'x;y';\n\
INSERT INTO other VALUES (1,';');\n# end\nREPLACE INTO t1 VALUES (5, now(), concat('a', ')'));";
    let mut tables = dump(text).unwrap();
    assert_eq!(tables.broken, []);
    let expected = [
        (11, vec!["1", "-2.50", "it's 'x'; (y), \"z\" \\ \n2"]),
        (12, vec!["2", "", "Grün"]),
        (13, vec!["3", "AB", "a\"b"]),
        (14, vec!["4", "", "only"]),
        (17, vec!["5", "", ""]),
    ];
    let expected = expected.map(|(line, row)| (line, row.into_iter().map(str::to_owned).collect::<Vec<_>>()));
    assert_eq!(cells(&mut tables, "t1", &["id", "key", "name"]), expected);
}

#[test]
fn rows_that_do_not_fit_are_told_and_the_others_stay() {
    let text = "INSERT INTO t1 (a, b) VALUES (1, 2), (3), (4, 5);\nINSERT INTO t2 VALUES (1);\nINSERT INTO t1 SELECT * FROM t2;\nINSERT INTO t1 (b) VALUES (6);\n";
    let mut tables = dump(text).unwrap();
    let read = cells(&mut tables, "t1", &["a", "b"]);
    assert_eq!(read.iter().map(|(_, row)| row.join(" ")).collect::<Vec<_>>(), ["1 2", "4 5", " 6"]);
    let told: Vec<(u64, &str)> = tables.broken.iter().map(|row| (row.line, row.table.as_str())).collect();
    assert_eq!(told, [(1, "t1"), (2, "t2"), (3, "t1")]);
}

#[test]
fn stored_programs_are_passed_over() {
    let text = "DELIMITER ;;\nCREATE TRIGGER x BEFORE INSERT ON t1 FOR EACH ROW BEGIN INSERT INTO t1 (a) VALUES (9); END ;;\nDELIMITER ;\nINSERT INTO t1 (a) VALUES (1);";
    assert_eq!(cells(&mut dump(text).unwrap(), "t1", &["a"]).len(), 1);
}

#[test]
fn f51_a_dump_that_was_cut_off_is_refused_with_its_line() {
    let whole = "INSERT INTO t1 (a, b) VALUES\n(1, 'x'),\n(2, 'y');\n";
    assert!(dump(whole).is_ok());
    for (end, line) in [(whole.len() - 2, 3), (whole.len() - 4, 3), (whole.len() - 9, 3), (34, 2)] {
        match dump(&whole[..end]) {
            Err(FileError::CutOff { line: told } | FileError::UnclosedQuote { line: told }) => {
                assert_eq!(told, line, "{end}")
            }
            other => panic!("{end} {:?}", other.map(|tables| tables.names().count())),
        }
    }
}

#[test]
fn a_dump_is_known_by_its_beginning() {
    for text in ["-- phpMyAdmin SQL Dump\n", "# MySQL file\nINSERT INTO a", "/*!40101 SET */\nDROP TABLE IF EXISTS a;"]
    {
        assert!(begins(text.as_bytes()), "{text}");
    }
    for text in ["Handle,Title\n", "set,name\ninsert into the bag,1\n", "-- a\nb"] {
        assert!(!begins(text.as_bytes()), "{text}");
    }
}
