"""Report forms (EP1, 01, 02, 03, 行业划分) and real-name ledgers (台账三, 四, 五, 六, 十二) as workbooks, from the marts."""
