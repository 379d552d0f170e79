"""Gate on the form of what is handed in: can the file be read, and can an event be made of each row?

F0xx refuse a whole file (streams.sources.refusal.SourceRefused); F1xx refuse one row and the rest goes on.
The doors apply them while reading, because no later gate sees what could not be read.
"""

from streams.gates.rule import Rule


def _rule(rule_id: str, sentence: str, mend: str) -> Rule:
    return Rule(rule_id, "format", "reject", sentence, mend)


FORMAT_RULES: dict[str, Rule] = {
    rule.rule_id: rule
    for rule in (
        # the whole file
        _rule("F001", "文件不存在、打不开或是空的", "核对路径;重新导出后再报"),
        _rule("F002", "认不出的文件类型", "请报 XLSX、CSV、NDJSON 或 Parquet 文件;压缩包请先解压"),
        _rule(
            "F003",
            "旧版 Excel 文件(.xls)读不了",
            "用 Excel 或 WPS 打开,另存为“Excel 工作簿(*.xlsx)”后再报;只改扩展名不行",
        ),
        _rule("F004", "文件加了密码", "在 Excel 或 WPS 中取消打开密码后另存再报"),
        _rule("F005", "工作簿展开后过大或压缩异常", "删去图片和空白格式,或按市、按月拆成几个文件再报"),
        _rule("F006", "文件损坏或没有传完", "重新导出并完整上传;打得开再报"),
        _rule("F007", "文字编码认不出", "另存为“CSV UTF-8(逗号分隔)”后再报;GBK 也可以,不要用 Unicode 文本(UTF-16)"),
        _rule("F008", "表头与任何一种报表都对不上", "按空白模板补齐缺少的栏目,栏名不要改动"),
        _rule("F009", "表头有重名的栏目", "每个栏目只留一列"),
        _rule("F010", "表头有目录之外的栏目", "删去这些列;确需保留的,在映射文件的 ignored 中列明"),
        _rule("F011", "没有这种报表映射,或映射文件有误", "核对映射名称;映射文件按 streams/sources/mappings 中的样例填写"),
        _rule("F012", "工作簿有几张工作表都像数据", "把数据合并到第一张工作表,或分成几个文件再报"),
        _rule(
            "F013",
            "JSON 文件不是每行一个事件,也不是事件数组",
            "每行写一个完整的 JSON 对象(NDJSON),或整个文件写成一个数组",
        ),
        _rule(
            "F014",
            "Parquet 文件的列与事件信封不符",
            "列名用 id、source、type、time、data 等信封栏目,文本列用字符串类型",
        ),
        _rule("F015", "这种报表不收此类文件", "按映射中列明的文件类型报送"),
        # the whole request
        _rule("F016", "请求正文中没有事件", "正文写一个事件,或至少有一个事件的数组或行"),
        _rule("F017", "请求正文不是合法的 JSON", "检查引号、逗号和括号;每行一个事件的请用 application/x-ndjson"),
        _rule("F018", "请求正文解不开", "正文不压缩,或用 gzip 完整压缩一次;确认没有传断"),
        _rule("F019", "请求正文不是 UTF-8 编码", "一律用 UTF-8 发送,不要用 GBK"),
        # one row
        _rule("F101", "这一行有无法识别的字符编码", "全文用同一种编码(UTF-8 或 GBK)重新导出"),
        _rule("F102", "这一行超过 1 MB", "一行只写一个事件;检查是否缺少换行"),
        _rule("F103", "这一行不是合法的 JSON", "检查引号、逗号和括号;每行一个完整的 JSON 对象"),
        _rule("F104", "这一行不是 JSON 对象", "每行以 { 开始、以 } 结束,写一个 CloudEvents 事件"),
        _rule("F105", "同一对象中有重名的字段", "每个字段只写一次"),
        _rule("F106", "信封中有不认识的属性", "业务内容写在 data 中;信封只写 CloudEvents 1.0 的规定属性,不收扩展属性"),
        _rule("F107", "信封属性不是文本", "编号、时间等信封属性都加引号写成文本"),
        _rule("F108", "data 中有 NaN、无穷大或嵌套过深的内容", "没有的值请省去该字段;不要层层嵌套"),
        _rule("F109", "最后一行不完整", "文件可能没有写完或传完,请重新导出"),
        _rule("F110", "datacontenttype 不是 application/json", "data 用 JSON 书写;不收 data_base64 和其他内容类型"),
        _rule("F111", "这一行的列数与表头不符", "检查是否多了或少了逗号;含逗号的内容两边加双引号"),
        _rule("F112", "双引号没有成对", "补齐双引号;内容中的双引号写成两个"),
        _rule("F113", "这一行含有空字符(NUL)", "文件可能损坏,请重新导出"),
        _rule("F114", "号码被表格软件改成了数字,末几位已丢失", "把该列设为“文本”格式,从原系统重新填写完整号码"),
        _rule("F115", "业务类型认不出", "按映射中列明的业务类型填写"),
        _rule("F116", "考核单位认不出", "填 6 位行政区划代码或市的全称"),
        _rule("F117", "没有栏名的列里有内容", "给该列补上栏名,或清空该列"),
        _rule("F118", "变更记录是删除或空消息,不是写入的一行", "撤销已报的业务请报 event_retracted;空消息不要发送"),
        _rule("F119", "来源、考核单位或要更正的来源不在密钥的范围内", "用该来源自己的密钥报送;确需扩大范围的请系统管理员办理"),
        _rule("F120", "经 Kafka 转来的一批打不开:内容被改动,或主密钥换过", "核对主密钥是否与收件时相同;请送件方凭回执重送这一批"),
        _rule(
            "F121",
            "压缩的一批消息解不开,或解开后超过 16 MB、超过 10 万条",
            "把发送端的批次改小(如 batch.size)后,重发这一批的全部消息",
        ),
    )
}
