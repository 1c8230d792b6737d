// The sentences of すべてを書き出す.

export const exporting = {
  title: "すべてを書き出す",
  settingsLead: "連携帳がなくても読める形で、すべての記録をフォルダーに書き出します。",
  lead: "すべての記録と、印刷した同意書、取り込んだ用紙を、連携帳がなくても読める形で書き出します。連携帳の記録は、そのまま残ります。",
  careful: "書き出したファイルは暗号化されません。患者さんと職員の氏名が、だれにでも読めます。USBメモリーなどで持ち出すときは、持ち出しの届けが要ります。",
  takeout: "持ち出しを届け出る",
  format: "表の形",
  formats: {
    excel: { label: "Excel（おすすめ）", note: "すべての文字を書き出せます。" },
    utf8: { label: "CSV（UTF-8）", note: "ほかのソフトに取り込むとき。すべての文字を書き出せます。" },
    cp932: { label: "CSV（Shift_JIS）", note: "古いソフトに取り込むとき。表せない文字があれば、書き出す前にお知らせします。" },
  },
  passphrase: "パスワード",
  passphraseHint: "いま開いている人のパスワードです。",
  begin: "フォルダーを選んで書き出す",
  going: (done: number, total: number) => `書き出しています（${done}／${total}）`,
  stop: "書き出しをやめる",
  stopped: "書き出しをやめました。途中のファイルは残していません。",
  done: (folder: string) => `${folder} に書き出しました。`,
  next: "「目録」に、書き出したファイルの一覧があります。",
  lost: (character: string, place: string) => `「${character}」は、この形では表せません（${place}）。`,
};
