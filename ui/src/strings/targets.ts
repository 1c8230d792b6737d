// Words of the office's own targets (目安).

export const targets = {
  title: "事業所の目安",
  lead: "決まりには「速やかに」「定期的に」とだけあり、日数は書かれていません。ここで決めた目安は、きょうの仕事に「目安（事業所の設定）」と出ます。",
  each: {
    notice_days: { label: "届出や引き渡しの目安（日）", hint: "「速やかに」「その後」「適切な時期に」とあるもの。はじめは7日です。" },
    education_months: { label: "職員の教育の間隔（か月）", hint: "「定期的に」とあるもの。はじめは12か月です。" },
    device_check_months: { label: "端末の点検の間隔（か月）", hint: "はじめは6か月です。" },
    guideline_check_months: { label: "ガイドラインの確認の間隔（か月）", hint: "はじめは12か月です。" },
    password_months: { label: "パスワードを変える間隔（か月）", hint: "「数か月に1回」とあって数のない地区（宮崎市郡）で使います。はじめは3か月です。" },
    retention_years: { label: "書類を保存する年数（年）", hint: "どの地区の決まりにもありません。はじめは5年です。過ぎても、自動では消えません。" },
  } as Record<string, { label: string; hint: string } | undefined>,
};
