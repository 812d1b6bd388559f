### 日本語。です・ます調。ジャンル名はそのままにします。

## A heard song

headline-sure = { $genre } { $percent }
headline-between = { $first } と { $second } のあいだ
headline-unsure = 自信なし: { $genre } { $percent } かもしれません
tempo = { $bpm } BPM
musical-key =
    { $tonic } { $mode ->
        [major] メジャー
       *[other] マイナー
    } ({ $camelot })
own-genres = 独自のジャンルの中では **{ $genre }**:
heard-part = { $times } は { $genre }
heard-parts = -# 聞こえたもの: { $parts }
very-short = -# とても短いので、参考程度にしてください。
sounds-like = **似ている曲**
archive-has-little = -# 音の近さで選びました。アーカイブには{ $genre }がほとんどありません。
played-with = **これを聴く人はこちらも聴いています**
played-of-genre = **よく聴かれている{ $genre }**
played-song = { $place }. { $link } · { $artist }
sounds-like-free = **似ている曲**（無料で聴けます）
by-artist = { $artist }
recommendation = { $place }. { $link } · { $artist } · { $genre } · 類似度 { $similarity }
untagged-recommendation = { $place }. { $link } · { $genre } · 類似度 { $similarity }
track = { $place }. { $link } · { $artist } · { $genre }
untagged-track = { $place }. { $link } · { $genre }
nothing-alike = 似ている曲は見つかりませんでした。
no-more = 似ている曲はこれ以上ありません。
took = -# { $archive ->
        [yes] { $seconds } 秒で聴きました。似ている曲は [Free Music Archive](https://freemusicarchive.org) のものです。
       *[no] { $seconds } 秒で聴きました。
    }
archive = -# 曲は [Free Music Archive](https://freemusicarchive.org) のものです。
left-out = -# 1 つのメッセージにつき { $limit } 曲まで聴きます。次の曲は聴いていません: { $names }
this-song = この曲
posted-before = -# [前にもここに投稿されています]({ $link })({ $when })
sounds-like-here = **このサーバーで**
not-music-speech = 音楽というより話し声に聞こえるので、ジャンルは言いません。
not-music-noise = 音楽というより雑音に聞こえるので、ジャンルは言いません。
reason-close = { $aspects }が近い
reason-corner = { $genre } の同じあたり
reason-tempo = どちらも約 { $bpm } BPM
reason-key = どちらも{ $musical_key }
aspect-rhythm = リズム
aspect-brightness = 明るさ
aspect-colour = 音色
aspect-dynamics = 強弱
compact-title = **{ $title }**
compact-title-artist = **{ $title }**({ $artist })
compact-song = { $song }: { $headline }
compact-alike = -# 似ている曲: { $songs }
thread-name = { $title } に似た曲
series-separator = { "、" }

## Lists of songs

genre-heading = アーカイブの { $genre }
genre-songs-heading = ジャンル { $genre } の曲
library-heading = このサーバーのライブラリ
library-search-heading = このサーバーのライブラリの「{ $words }」
song-heading = { $title } に似た曲
surprise-heading = { $title } とジャンルは違うのに音が似た曲
blend-heading = { $titles } のあいだにある曲
path-heading = { $start } から { $end } へ
mix-heading = ミックス向けに並べた { $number } 曲
mine-heading = 投稿・保存した { $number } 曲に似た曲
not-shown = -# ファイルにはあと { $number } 曲あります。オプション `{ option-export }` で受け取れます。
history-mine-heading = 聴いてもらった曲
history-server-heading = ここに投稿された曲
saved-heading = 保存した曲
empty-list = まだ何もありません。
library-removed = { $title } をライブラリから外しました。

## Buttons and selects

button-more = もっと見る
button-back = 戻る
button-next = 次へ
button-right = 合っている
button-wrong = 違う
button-save = 保存
button-open = 開く…
open-hint = リストの別の曲
open-heading = 開く: { $title }
button-delete = 削除
button-erase = 自分の情報をすべて削除
button-undo = 最後の変更を取り消す
button-enter = 値を入力
genre-hint = ジャンルを選んでください
remove-hint = 曲を外す
setting-hint = 設定を変える

saved-note = 保存しました。`/{ command-saved }` で一覧を見られます。
saved-before = その曲はもう一覧にあります。`/{ command-saved }` で見られます。
which-genre = どのジャンルですか?
thanks = ありがとうございます。記録しました: { $genre }

## Charts and comparisons

charts-heading =
    { $period ->
        [week] 過去 7 日間のチャート
        [month] 過去 30 日間のチャート
       *[ever] 全期間のチャート
    }
charts-songs = 人気の曲
charts-genres = ジャンル
charts-posted = 投稿した曲
charts-likes = いいね
# $number: how many members like a song.
likes = { $number } 人が気に入っています
charts-no-likes = -# ここでは「いいね」を数えていません。管理者が `/{ command-settings }` で変えられます。
charts-nothing-liked = まだ気に入られた曲はありません。曲へのリアクションと *{ button-save }* を数えます。自分の曲へのものは数えません。
posters-heading =
    { $period ->
        [week] 過去 7 日間に最も投稿した人
        [month] 過去 30 日間に最も投稿した人
       *[ever] これまでに最も投稿した人
    }
poster = { $place }. { $who }: { $songs } 曲
poster-liked = { $place }. { $who }: { $songs } 曲、いいね { $likes }
charts-tags = みんなの言葉では
# Songs picked by a tag: what stands above the list, and the tag.
heading-with-tag = { $heading }: { $tag }
## What I post by myself

digest-heading = このサーバーの音、{ $days }
digest-totals = { $members } 人が { $songs } 曲を投稿しました。
# Behind a genre that was not posted in the week or month before.
digest-new = 新
digest-explorers = 新しい一歩
digest-explorer = { $who } が初めて { $genres } を投稿しました。
digest-quiet = まだ誰にも気に入られていない曲
digest-next = -# 次は { $when } に { $channel } に投稿します。
digest-off = -# 投稿されません。`/{ command-settings }` で頻度とチャンネルを選んでください。
digest-empty = 前回のまとめから、みんなが見られる場所に投稿された曲はありません。
daily-heading = 今日の一曲、{ $day }
daily-posted = -# { $who } が投稿、{ $when }。
taste-heading = あなたと好みの似たメンバー
# $genres: the genres that both post.
taste-match = **{ $who }**: { $alike } 似ています({ $genres })
taste-nobody = 誰も見つかりませんでした。見つけられてもよいメンバーの中だけを探します。
taste-join = -# あなたはまだ誰にも見つかりません。`/{ command-privacy } { command-privacy-taste }` で変えられます。
taste-blend-heading = あなたと { $who } の間、{ $alike } 似ています
compare-heading = { $first } と { $second }
compare-shared = ジャンルの構成は **{ $share }** が共通です。音の近さ: **{ $nearness }**(1 は同じ、0 は無関係)。
compare-difference = 1 曲目は { $more } が { $more_by } 多く、2 曲目は { $less } が { $less_by } 多いです。
differs-rhythm =
    { $place ->
        [1] 1曲目のほうがリズムが強いです。
       *[other] 2曲目のほうがリズムが強いです。
    }
differs-brightness =
    { $place ->
        [1] 1曲目のほうが明るい音です。
       *[other] 2曲目のほうが明るい音です。
    }
differs-dynamics =
    { $place ->
        [1] 1曲目のほうが強弱の変化が大きいです。
       *[other] 2曲目のほうが強弱の変化が大きいです。
    }
differs-little = リズム、明るさ、音量はよく似ています。

## What the cards say; keep it short

card-others = ほか { $number }
card-this-song = この曲
card-alike = 似ている曲
card-unsure = 自信なし
card-similarity = 類似
card-nothing = まだありません
alt-song = { $title } のカード。
alt-song-artist = { $artist } の { $title } のカード。
alt-genres = ジャンル: { $genres }。
alt-heard = 聞こえたもの: { $parts }。
alt-tags = 曲を表す言葉（部分ごと）：{ $tags }。
alt-map = この曲と、カタログにある似た曲を並べた地図があります。
alt-charts = { $title }、{ $subtitle }。{ $first_heading }: { $first }。{ $second_heading }: { $second }。
alt-compare = { $similarity } { $label }。{ $first }: { $first_genres }。{ $second }: { $second_genres }。
alt-compare-differences = { $similarity } { $label }。{ $first }: { $first_genres }。{ $second }: { $second_genres }。{ $differences }。
alt-history = { $title }: { $songs }。

## Errors of people and of Discord

unexpected = こちらで問題が起きました。運営者のために記録しておきました。
cooldown = 1 時間に使える回数を超えました。{ $when }にまたどうぞ。
missing-role = ここでそれを使えるのは、次のいずれかのロールを持つメンバーだけです: { $roles }
not-allowed = ここではそれを使えません。
bot-not-allowed = ここではその権限がありません。モデレーターが権限を付けられます。
bad-option = そのオプションがわかりません。
failed = **{ $name }**
    { $sentence }

waiting =
    { $position ->
        [0] いま曲を聴いています。
        [1] 次があなたの曲です。
       *[other] あなたの曲は{ $position }番目です。
    }
error-user = それはできません。
error-nothing-given = 曲をください。`{ option-file }` を添付するか、`{ option-url }` を貼ってください。
error-both-given = `{ option-file }` か `{ option-url }` のどちらか一方だけにしてください。
error-no-song-in-message = そのメッセージに曲が見つかりません。音声ファイルも、動画も、直接のリンクもありません。
error-voice-message = それはボイスメッセージです。私的な会話なので、聴かないことにしています。
error-unknown-title = その名前の曲を知りません。数文字入力して、一覧から選んでください。
error-no-songs-of-genre = そのジャンルの曲はまだありません。アーカイブにはほとんどなく、ここにもまだ投稿されていません。
error-unknown-genre = そのジャンルを知りません。一覧から選んでください。
error-unknown-tag = その言葉に合う曲を知りません。一覧から選んでください。
error-unknown-key = そのキーはわかりません。一覧から選ぶか、8A や F#m のように入力してください。
error-unknown-tempo = そのテンポはわかりません。1 分あたりの拍数を 30 から 300 で、124 や 120-128 のように入力してください。
error-attachment-gone = そのファイルはもう Discord にありません。もう一度投稿してください。
error-attachment-unreachable = Discord からそのファイルを受け取れませんでした。少し待ってからもう一度お試しください。
error-pages-off = ここではそのサイトへのリンクは有効になっていません。ファイルを添付するか、ファイルへの直接リンクを貼ってください。
error-closing = 再起動しているところです。1 分ほどしてからもう一度お試しください。
error-restarted = 答える前に再起動されました。もう一度投稿してください。
restarted-command = 答える前に再起動されました。もう一度コマンドを使ってください。
error-forgotten-song = その曲はもう覚えていません。もう一度投稿してください。
error-not-yours = それができるのは、この返信を頼んだ人かモデレーターだけです。
error-only-in-servers = それはサーバーでだけ使えます。
error-messages-closed = ダイレクトメッセージを送れません。このサーバーのメンバーからのメッセージを許可して、もう一度お試しください。
error-not-admin = 設定を変えられるのは、このサーバーを管理できる人だけです。
error-no-library = このサーバーにはライブラリがありません。管理者が `/{ command-settings }` で有効にできます。
error-no-leaderboard = このサーバーの管理者はランキングを望んでいません。
error-taste-off = ここでは好みを比べません。管理者が `/{ command-settings }` で有効にできます。
error-not-findable = 見つけられてもよく、ここに曲を投稿したメンバーとだけ比べられます。
error-not-in-library = このサーバーのライブラリに、そのようなあなたの曲は見つかりません。
error-too-few-songs = それには少なくとも 2 曲必要です。ファイルを添付するか、一覧から題名を選んでください。
error-both-ways = 1 曲につき、ファイルか題名のどちらか一方にしてください。
error-forgotten-list = その一覧はもうありません。もう一度頼んでください。
error-no-taste = まだあなたの曲を知りません。いくつか投稿するか、返信の下のボタンで保存してください。
error-no-tempo = テンポの分かる曲がまだ 2 曲ありません。いくつか投稿するか、返信の下のボタンで保存してください。

## Errors of files, links and listening

error-analysis = そのファイルからは何もわかりませんでした。
error-not-audio = そのファイルは、読み取れる音声ではありません。
error-no-audio-stream = そのファイルには音がありません。
error-broken-audio = そのファイルは壊れています。1 秒も聴けませんでした。
error-too-short = 1 秒もないので、短すぎて判断できません。
error-silent = そのファイルには無音しかありませんでした。
error-too-long = そのファイルは長すぎます。
error-encrypted = そのファイルはコピーガードがかかっているので、聴けません。
error-unsupported-audio = そのファイルの音声形式には対応していません。
error-costly-audio = そのファイルには曲よりずっと多くのものが入っていて、読むのに時間がかかりすぎます。

error-fetch = そのファイルを取得できませんでした。
error-bad-url = それは使えるウェブリンクではありません。
error-refused-address = 公開されているウェブアドレスからしか取得しません。それは違います。
error-unreachable = リンク先のサイトにつながりませんでした。
error-fetch-timeout = リンク先のサイトがファイルを送るのに時間がかかりすぎました。
error-http-status = リンク先のサイトはファイルをくれませんでした。
error-too-many-redirects = そのリンクは転送が延々と続きます。
error-too-large = そのファイルは大きすぎます。
error-not-audio-file = そのファイルは、読み取れる音声ではありません。
error-other-file =
    それは{ $kind ->
        [a-ZIP-archive] ZIP アーカイブ
        [a-gzip-archive] gzip アーカイブ
        [a-bzip2-archive] bzip2 アーカイブ
        [an-xz-archive] xz アーカイブ
        [a-Zstandard-archive] Zstandard アーカイブ
        [an-LZ4-archive] LZ4 アーカイブ
        [a-RAR-archive] RAR アーカイブ
        [a-7-Zip-archive] 7-Zip アーカイブ
        [a-tar-archive] tar アーカイブ
        [a-cabinet-archive] キャビネットアーカイブ
        [an-ar-archive] ar アーカイブ
        [a-PDF-document] PDF 文書
        [a-PostScript-document] PostScript 文書
        [an-Office-document] Office 文書
        [a-PNG-picture] PNG 画像
        [a-JPEG-picture] JPEG 画像
        [a-GIF-picture] GIF 画像
        [a-TIFF-picture] TIFF 画像
        [a-WebP-picture] WebP 画像
        [an-AVIF-picture] AVIF 画像
        [a-HEIC-picture] HEIC 画像
        [a-program] プログラム
        [a-WebAssembly-program] WebAssembly プログラム
        [a-database] データベース
        [a-MIDI-file-which-holds-notes-and-no-sound] MIDI ファイル(音符だけで音は入っていません)
        [a-font] フォント
        [a-playlist] プレイリスト
        [an-SVG-picture] SVG 画像
        [a-web-page] ウェブページ
        [an-XML-document] XML 文書
        [a-session-description] セッション記述
       *[a-text-file] テキストファイル
    }で、読み取れる音声ではありません。
error-other-scheme = http:// か https:// で始まるリンクだけ使えます。
error-credentials-in-url = ユーザー名やパスワードを含むリンクは使いません。
error-long-url = そのリンクは長すぎます。
error-refused-port = 通常のウェブのポート 80 と 443 からしか取得しません。
error-empty-file = そのファイルは空です。
error-page-refused = そのサイトは曲をくれませんでした。代わりにファイルを添付してみてください。
error-page-too-long = それはライブ配信か、長すぎる曲です。
error-storage-full = 今はそのファイルを置く場所がありません。あとでもう一度お試しください。

error-worker = そのファイルを聴いているあいだに問題が起きました。
error-busy = 今は待っている曲が多すぎます。数分後にもう一度お試しください。
error-member-busy = あなたの曲は、1 人が待たせられる数にもう達しています。まずそれらをお待ちください。
error-server-busy = このサーバーの曲は、1 つのサーバーが待たせられる数にもう達しています。数分後にもう一度お試しください。
error-crashed = そのファイルで聴き取りが異常終了しました。ほかの曲には影響ありません。
error-deadline = そのファイルを聴くのに時間がかかりすぎたので、やめました。
error-repeated-crash = そのファイルは前にも聴き取りを異常終了させたので、もう聴きません。
error-unavailable = 今は何も聴けません。あとでもう一度お試しください。

## A server's settings

settings-heading = このサーバーでのふるまい
setting-line = **{ $label }**: { $value }
setting-changed = -# 変更しました: { $label }
setting-undone = -# 取り消しました: { $label }
nothing-to-undo = -# 取り消すものはありません。
last-change = -# 最後の変更: { $label }({ $who }、{ $when })
no-channels = 選ばれていません
settings-answers = **投稿された曲への答え**
settings-offers = **提供するもの**
settings-own-posts = **自分から投稿するもの**
settings-limits = **誰が何を使えるか**
per-hour = 1 時間に { $number } 回
no-roles = 全員
no-hours = なし
# What may be typed, said to somebody who typed something else.
type-number = -# { $least } から { $most } までの整数を入力してください。
type-hours = -# 22:00-07:00 のように 2 つの時刻を入力するか、空にしてください。
type-time = -# 18:00 のような時刻を入力してください。
type-zone = -# そのタイムゾーンは知りません。Asia/Tokyo のように都市で入力してください。
type-order = -# この中からコンマ区切りで入力してください: { $names }

setting-links = 曲のページへのリンク
    .description = 運営者が有効にしたサイトのうち、どのサイトに曲を問い合わせてよいか。
    .youtube = YouTube
    .youtube-description = YouTubeへのリンクの先にある曲。
    .soundcloud = SoundCloud
    .soundcloud-description = SoundCloudへのリンクの先にある曲。
    .bandcamp = Bandcamp
    .bandcamp-description = Bandcampへのリンクの先にある曲。
    .archive = Internet Archive
    .archive-description = Internet Archiveへのリンクの先にある曲。
    .others = その他
    .others-description = そのほか運営者が有効にしたもの。
no-links = なし
setting-posts = 投稿された曲に答える場所
    .description = コマンドとメニューは、どれを選んでもどこでも使えます。
    .all = すべてのチャンネル
    .all-description = 読み書きできる場所ならどこでも。
    .list = 選んだチャンネルだけ
    .list-description = 「チャンネル」で選んでください。
    .none = 答えない
    .none-description = コマンドとメニューにだけ答えます。
setting-channels = チャンネル
    .description = 選んだチャンネルだけで答えるときの、その場所。
setting-style = 返信の形
    .description = 投稿された曲の下にどれだけ書くか。
    .full = くわしく
    .full-description = バー付きのジャンル、似ている 5 曲、ボタン。
    .compact = 短く
    .compact-description = ジャンルに 1 行、似ている 3 曲に 1 行。
    .reaction = リアクションだけ
    .reaction-description = 投稿にリアクションします。残りはメニューで見られます。
setting-place = 返信する場所
    .description = 投稿の下か、専用のスレッドか。
    .reply = 投稿の下
    .reply-description = チャンネルでの返信。
    .thread = スレッド
    .thread-description = スレッドを開ける場所では、投稿のスレッドに。
setting-language = 返信の言語
    .description = 投稿された曲の下に書く言語。ボタンを押した人には、その人の言語で答えます。
    .auto = サーバーの言語
    .auto-description = Discord のサーバー設定のとおり。
    .en = English
    .en-description = Replies in English.
    .de = Deutsch
    .de-description = Antworten auf Deutsch.
    .fr = Français
    .fr-description = Réponses en français.
    .es-ES = Español
    .es-ES-description = Respuestas en español.
    .pt-BR = Português do Brasil
    .pt-BR-description = Respostas em português do Brasil.
    .ja = 日本語
    .ja-description = 日本語で返信します。
setting-library = サーバーのライブラリ
    .description = 投稿された曲を、その投稿を見られる人がこのサーバーで見つけられます。
    .off = ライブラリなし
    .off-description = 投稿されたものは誰にもおすすめしません。
    .on = ライブラリを持つ
    .on-description = これから投稿される曲を、ここでだけ見つけられます。
setting-reactions = いいね
    .description = 投稿された曲へのリアクションと保存を、チャートとまとめのために数えるかどうか。
    .off = 数えない
    .off-description = 誰のリアクションも保存しません。
    .on = 数える
    .on-description = ほかの人の曲へのリアクション。参加しないと決めた人のものは除きます。
setting-posters = ランキング
    .description = 最も投稿した人をチャートで見せるかどうか。
    .off = なし
    .off-description = 誰も順位をつけられません。
    .on = 見せる
    .on-description = 最も投稿した人と、曲が気に入られた人。
setting-taste = 好み
    .description = 望むメンバーを好みから見つけられるようにするかどうか。
    .off = 比べない
    .off-description = 好みから誰も見つけられません。
    .on = 比べる
    .on-description = プライバシーのコマンドで選んだメンバーだけ。
setting-listenbrainz = ListenBrainz
    .description = 同じ曲を聴く人が聴いている曲。曲名・アーティスト・ジャンルのみ送信し、音声は送りません。
    .off = 問い合わせない
    .off-description = 曲について何も ListenBrainz に送りません。
    .on = 問い合わせる
    .on-description = 運営者も有効にしている場合だけです。
setting-explicit = 露骨な曲名
    .description = 差別語や露骨な言葉を含む曲名。年齢制限チャンネルは対象外です。
    .hide = 除く
    .hide-description = おすすめに出しません。
    .show = 表示する
    .show-description = ほかの曲と同じようにおすすめします。
setting-digest = まとめ
    .description = このサーバーの音: ジャンル、人気の曲、新しい一歩を踏み出した人。
    .off = なし
    .off-description = まとめを投稿しません。
    .weekly = 毎週
    .weekly-description = 選んだ曜日に、前の 1 週間について。
    .monthly = 毎月
    .monthly-description = 月の最初のその曜日に、前回からのことについて。
setting-digestday = まとめの曜日
    .description = 何曜日に投稿するか。
    .monday = 月曜日
    .monday-description = 月曜日に投稿します。
    .tuesday = 火曜日
    .tuesday-description = 火曜日に投稿します。
    .wednesday = 水曜日
    .wednesday-description = 水曜日に投稿します。
    .thursday = 木曜日
    .thursday-description = 木曜日に投稿します。
    .friday = 金曜日
    .friday-description = 金曜日に投稿します。
    .saturday = 土曜日
    .saturday-description = 土曜日に投稿します。
    .sunday = 日曜日
    .sunday-description = 日曜日に投稿します。
setting-dailysong = 今日の一曲
    .description = 1 日に 1 曲。3 か月のうちに同じ曲は出ません。
    .off = なし
    .off-description = 自分から曲を投稿しません。
    .server = サーバーのライブラリから
    .server-description = みんなが見られる曲から。ライブラリが必要です。
    .archive = アーカイブから
    .archive-description = ここでよく投稿されるジャンルから。
setting-postchannel = 投稿するチャンネル
    .description = まとめと今日の一曲を投稿する場所。選ばなければ投稿しません。
setting-posttime = 投稿する時刻
    .description = まとめと今日の一曲の時刻。例: 18:00(サーバーのタイムゾーン)
setting-services = 曲を開くサイト
    .description = 「開く…」に並べる検索リンクを、この順でコンマ区切りで。
setting-quiet = 静かな時間
    .description = 22:00-07:00 のように入力すると、その間は投稿に答えません。コマンドは使えます。空ならなし。
setting-zone = タイムゾーン
    .description = 静かな時間と自分からの投稿のタイムゾーン。例: Asia/Tokyo
setting-postroles = 誰の投稿に答えるか
    .description = いずれかのロールを持つメンバーの投稿。選ばなければ全員の投稿。
setting-commandroles = 誰がコマンドを使えるか
    .description = いずれかのロールを持つメンバー。プライバシー、ヘルプ、設定は誰でも使えます。
setting-postlimit = メンバーごとの投稿
    .description = 1 人のメンバーの曲の投稿に、1 時間に何回まで答えるか。
setting-commandlimit = メンバーごとのコマンド
    .description = 1 人のメンバーが 1 時間に使えるコマンドの回数。
language-preview = -# これからは、投稿された曲の下にこのように書きます。

## Privacy

answers-on = あなたが投稿した曲に答えます。`/{ command-privacy } { command-privacy-posts } { option-answers }: False` で変えられます。
answers-off = あなたが投稿した曲には答えません。`/{ command-privacy } { command-privacy-posts } { option-answers }: True` で変えられます。
findable-on = 管理者が有効にしたサーバーでは、好みの似たメンバーがあなたを見つけられます。`/{ command-privacy } { command-privacy-taste } { option-found }: False` で変えられます。
findable-off = 好みからあなたを見つける人はいません。`/{ command-privacy } { command-privacy-taste } { option-found }: True` で変えられます。
exported = あなたについて保存しているものすべてを、ダイレクトメッセージで送りました。
exported-here = ダイレクトメッセージを送れないので、あなたについて保存しているものをここに添付します。この返信はほかの人には見えません。
erase-question = あなたの履歴、保存した曲、訂正、選択、そしてほかの誰も見せていない曲をすべて削除します。元には戻せません。
erased = 完了しました。あなたについては何も保存していません。
privacy =
    ### あなたについて保存しているもの
    - 答えたあなたのメッセージ(それぞれに一度だけ答えるため): { $posts }
    - 聴いてもらった曲とその場所(`/{ command-history }` のため): { $hearings }
    - 保存した曲: { $saved }
    - サーバーの管理者が「いいね」を数えている場合の、曲へのあなたのリアクション: { $reactions }
    - ジャンルについてのあなたの意見(モデルを測り、よくするため): { $feedback }
    - 頼んだ一覧(ページをめくれるように 30 日間): { $lists }
    - 変更したサーバーの設定(取り消せるように): { $changes }
    { $answers }
    { $findable }

    ### 曲について保存しているもの
    誰も二度待たずに済むように、曲のハッシュ、ファイルに書かれた題名とアーティスト、聞こえたもの、音の小さな画像を保存します。音声そのものは、返信を送るとすぐに削除します。ほかの人が書いたものは保存しません。

    管理者がライブラリを持つサーバーでは、投稿された曲を、その投稿を見られる人がそこで見つけ、おすすめされることがあります。投稿が削除されると、ライブラリからも消えます。

    サーバーについて保存しているものは、そのサーバーがボットを外してから 30 日後に消えます。

    `/{ command-privacy } { command-privacy-export }` ですべてを受け取れ、`/{ command-privacy } { command-privacy-delete }` で削除できます。

page-privacy = プライバシーポリシー
page-terms = 利用規約
page-source = ソースコード
contact = 運営者: { $contact }
terms =
    ### 利用規約
    - 音を測ってジャンルを推測します。間違えることもよくあります。ここで言うことは約束ではなく、人や作品や権利についての判断でもありません。
    - ここで見せてよいものだけを見せてください。投稿やリンクの責任はあなたにあります。
    - 壊そうとしたり、制限を回避したり、自分のものではない場所に入り込むために使ったりしないでください。運営者はそうした人の利用を止めることがあります。
    - おすすめする曲はアーティストのもので、それぞれのライセンスが適用されます。曲をどう使うかは、あなたとアーティストの間のことです。
    - 現状のまま、無料で提供しています。いつでも変更や停止があり得ます。誤りについては、法律の許す範囲で誰も責任を負いません。
    - Discord の規約も適用されます。保存しているものは `/{ command-privacy } { command-privacy-show }` でわかります。

## About and help

about =
    ### Cratedigger { $version }
    投稿された曲を聴き、どのジャンルに聞こえるかを伝え、音の似た曲を見つけます。

    - **モデル** { $model }: 畳み込みネットワークと LightGBM の投票を組み合わせ、較正したもので、曲を表す言葉も考慮します。知っているジャンルは { $genres } です。{ $archive ->
        [yes] Free Music Archive の短い抜粋で学習しました。自信がないことも多く、そのときはそう言います。
       *[no] 自信がないことも多く、そのときはそう言います。
    }
    - { $figures }
    - **カタログ**: { $archive ->
        [yes] [Free Music Archive](https://freemusicarchive.org) の { $songs } 曲。ライセンスはそれぞれのアーティストが選んだものです。メタデータは CC BY 4.0 です(FMA data set、Defferrard ほか、ISMIR 2017)。
       *[no] { $songs } 曲。
    }
    - **ライセンス**: コードは MIT ライセンスのフリーソフトウェアです。
    - **類似度**: これだけ近い 2 曲が同じジャンルである、実測の確率です。
    - { $agreement }
    - { $content }
    - { $protections }

    曲は隔離された別のプロセスでデコードし、音声は決して保存しません。保存するものは `/{ command-privacy } { command-privacy-show }` でわかります。
about-figures = **精度**: 学習に使っていないアーティストの { $tracks } 曲で、言葉を使わずに測ると、ジャンルの正解率は { $joined } です(ネットワークだけなら { $network }、投票だけなら { $trees }、当てずっぽうなら { $chance })。自信があると答えた { $sure } の曲では { $right } が正解です。おすすめする曲の { $alike } は同じジャンルです。学習に使った曲と違う音楽では、これより悪くなります。
about-no-figures = **精度**は、このモデルではまだ測られていません。
protections = **曲のファイルを囲む保護**：{ $names }。
protections-missing = このシステムにないもの：{ $names }。
protections-unknown = **曲のファイルを囲む保護**：最初のワーカーはまだ起動中です。
protection-environment = トークンも設定もなし
protection-network = ネットワークなし
protection-files = ほかのファイルなし
protection-system-calls = 限られたシステムコール
protection-privileges = 権限なし
protection-memory = メモリ制限
protection-processor-time = プロセッサ時間の制限
protection-threads = スレッド数の制限
protection-parent-death = ボットより長く生きない
agreement = **メンバー**は、評価した { $given } 件の答えのうち { $right } 件に同意しました。
no-agreement = **メンバー**はまだ答えを評価していません。*{ button-right }* と *{ button-wrong }* のボタンで評価できます。
reads-posts = **投稿された曲**には、コマンドなしで答えます。
reads-no-posts = **投稿された曲**には、メンションされたときとダイレクトメッセージで答えます。ほかの場所ではコマンドを使ってください。

mention-help = 曲を投稿して私をメンションするか、曲のあるメッセージを右クリックまたは長押しして*アプリ*、*{ menu-find-genre-and-similar-songs }*を選んでください。ジャンルと似た曲をお伝えします。くわしくは`/{ command-help }`。
mention-unseen = 返信先のメッセージはDiscordから見せてもらえません。それを右クリックまたは長押しして、*アプリ*、*{ menu-find-genre-and-similar-songs }*を選んでください。
help =
    ### 使い方
    - **曲を投稿**: 音声ファイル、音のある動画、または直接のリンク。ジャンルと似た曲を返信します。
    - **メッセージを右クリックまたは長押し**して、*アプリ*、*{ menu-find-genre-and-similar-songs }*。
    - `/{ command-classify } { option-file }:` または `/{ command-classify } { option-url }:` で 1 曲聴きます。
    - `/{ command-recommend } { command-recommend-like } { option-title }: moonlight` はアーカイブの曲に似た曲を見つけます。
    - `/{ command-recommend } { command-recommend-genre } { option-genre }: Folk` はジャンルから曲を引きます。
    - `/{ command-recommend } { command-recommend-song } { option-file }:` はあなたの曲に似た 10 曲を、`{ command-recommend-surprise }` はほかのジャンルから見つけます。
    - `/{ command-recommend } { command-recommend-blend }`、`/{ command-recommend } { command-recommend-path }`、`/{ command-recommend } { command-recommend-mine }` は、曲のあいだを探し、ある曲から別の曲へ進み、投稿・保存した曲に合わせます。`{ option-export }:` でどの一覧もファイルにできます。
    - `/{ command-history } { command-history-mine }`、`/{ command-history } { command-history-server }`、`/{ command-saved }` は以前の曲を並べます。
    - `/{ command-library } { command-library-search }` は、管理者がライブラリを持つサーバーで、投稿された曲を並べます。
    - `/{ command-privacy } { command-privacy-show }` は、保存しているものと、その受け取り方や消し方を伝えます。
    - `/{ command-charts } { command-charts-songs }` はここに投稿されたものを数え、`/{ command-compare }` は 2 曲を並べて比べます。
    - `/{ command-taste } { command-taste-matches }` は、管理者とメンバーが望むサーバーで、好みの似たメンバーを探します。
    - `/{ command-settings }` では、管理者がどこでどう答えるかを選べます。
    - `/{ command-digest } { command-digest-preview }` は、そこで有効にできるこのサーバーのまとめを管理者に見せます。
    - `/{ command-about }` は、どのモデルが答え、どのくらい正確かを伝えます。

    返信の下のボタン: *{ button-more }*、ジャンルについての *{ button-right }* と *{ button-wrong }*、*{ button-save }*、そして頼んだ人のための *{ button-delete }*。

## Commands: a name is lower-case, without spaces, of at most 32 characters; a description has at most 100.

command-about = このボットについて
    .description = このボットが何か、どのモデルが答えるか、メンバーがどれだけ同意したかを伝えます。
command-charts = チャート
    .description = このサーバーで最も気に入られ、投稿されたもの。
command-charts-posters = 投稿者
    .description = 管理者が望むサーバーで、最も投稿した人を表示します。
command-charts-songs = 曲
    .description = このサーバーで最も気に入られた曲と、最も投稿されたジャンルを表示します。
command-classify = ジャンル判定
    .description = 曲のジャンルを伝え、音の似た曲を見つけます。
command-compare = 比較
    .description = 2 曲を比べます。並べたジャンルと、どれだけ近いか。
command-digest = まとめ
    .description = このサーバーの音を、週ごとまたは月ごとに。
command-digest-preview = プレビュー
    .description = 今のまとめと投稿の予定を、あなただけに表示します。
command-help = ヘルプ
    .description = このボットの使い方を例つきで表示します。
command-history = 履歴
    .description = 以前に聴いた曲。
command-history-mine = 自分
    .description = あなたが聴いてもらった曲を並べます。
command-history-server = サーバー
    .description = このサーバーの、あなたが見られるチャンネルに投稿された曲を並べます。
command-library = ライブラリ
    .description = 管理者が保存を許したサーバーで、投稿された曲。
command-library-remove = 外す
    .description = このサーバーのライブラリから曲を外します。
command-library-search = 検索
    .description = このサーバーのライブラリの曲を、言葉、ジャンル、テンポ、キー、投稿者で探します。
command-privacy = プライバシー
    .description = あなたについて保存しているものと、あなたが決められること。
command-privacy-delete = 削除
    .description = 確認のあと、あなたについて保存しているものをすべて削除します。
command-privacy-export = 書き出し
    .description = あなたについて保存しているものすべてを、ファイルでダイレクトメッセージに送ります。
command-privacy-posts = 投稿
    .description = あなたが投稿した曲に答えるかどうかを選びます。
command-privacy-show = 表示
    .description = あなたについて何をなぜ保存しているかを伝えます。
command-privacy-taste = 好み
    .description = 好みから見つけられてもよいかを選びます。選ぶまでは誰にも見つかりません。
command-privacy-terms = 規約
    .description = 利用規約と、それとプライバシーポリシーがウェブのどこにあるかを表示します。
command-recommend = おすすめ
    .description = 曲を見つけます。
command-recommend-blend = ミックス
    .description = 2〜4 曲のあいだにある曲を見つけます。
command-recommend-genre = ジャンル
    .description = ジャンルの曲を見つけます。
command-recommend-like = 似た曲
    .description = アーカイブかこのサーバーのライブラリの曲に似た曲を見つけます。
command-recommend-mine = 自分向け
    .description = 投稿・保存した曲に似た曲を見つけます。
command-recommend-mix = つなぎ順
    .description = 投稿・保存した曲を、テンポとキーでミックス向けに並べます。
command-recommend-path = 道のり
    .description = ある曲から別の曲へと進むプレイリストを作ります。
command-recommend-song = 曲
    .description = あなたの曲に似た曲を見つけます。
command-recommend-surprise = サプライズ
    .description = 音は近く、ジャンルは遠い曲を見つけます。
command-saved = 保存済み
    .description = あなたが保存した曲を並べます。
command-settings = 設定
    .description = このサーバーで、投稿された曲にどこでどう答えるかを選びます。
command-taste = 好み
    .description = 見つけられてもよいメンバーのうち、あなたと好みの似た人。
command-taste-blend = ブレンド
    .description = あなたとメンバーの好みの間にある曲を探します。
command-taste-matches = 似た人
    .description = あなたと似た曲を投稿するメンバーと、あなたが投稿していないその人の曲を表示します。
menu-find-genre-and-similar-songs = ジャンルと似た曲を探す

option-answers = 返信
    .description = あなたが投稿した曲に答えるかどうか
option-count = 曲数
    .description = 何曲か、1〜25。省くと 10 曲
option-end = 終わり
    .description = 最後の曲
option-end_title = 終わりの題名
    .description = 題名かアーティストの一部。一覧から選んでください
option-export = 書き出し
    .description = 一覧をプレーヤーや表計算のためのファイルで受け取る
option-file = ファイル
    .description = 音声ファイル、または音のある動画
option-first = 曲1
    .description = 1 曲目
option-first_title = 題名1
    .description = 題名かアーティストの一部。一覧から選んでください
option-fourth = 曲4
    .description = 4 曲目
option-fourth_title = 題名4
    .description = 題名かアーティストの一部。一覧から選んでください
option-found = 見つかる
    .description = 好みの似たメンバーがあなたを見つけてもよいか
option-genre = ジャンル
    .description = ジャンル。一覧から選んでください
option-key = キー
    .description = 8A や F#m のようなキー。一覧から選べます
option-member = メンバー
    .description = 見つけられてもよいメンバー
option-period = 期間
    .description = どこまでさかのぼるか。省くと 1 か月
option-poster = 投稿者
    .description = 投稿したメンバー
option-second = 曲2
    .description = 2 曲目
option-second_title = 題名2
    .description = 題名かアーティストの一部。一覧から選んでください
option-song = 曲
    .description = あなたの曲のひとつ。モデレーターはどれでも外せます
option-source = 出どころ
    .description = 曲の出どころ。省くと両方
option-compare-second = 曲2
    .description = もう 1 曲
option-start = 始まり
    .description = 最初の曲
option-start_title = 始まりの題名
    .description = 題名かアーティストの一部。一覧から選んでください
option-tag = 言葉
    .description = 曲に合う言葉（ジャズや悲しいなど）。一覧から選んでください
option-tempo = テンポ
    .description = 1 分あたりの拍数。120-128、または 124（前後 4%）のように
option-third = 曲3
    .description = 3 曲目
option-third_title = 題名3
    .description = 題名かアーティストの一部。一覧から選んでください
option-title = 題名
    .description = 題名かアーティストの一部。一覧から選んでください
option-url = url
    .description = 音声ファイルへの直接のリンク
option-words = 言葉
    .description = 題名かアーティストの言葉。省くとすべての曲
choice-both = アーカイブとこのサーバー
choice-archive = アーカイブ
choice-server = このサーバー

choice-week = 過去 7 日間
choice-month = 過去 30 日間
choice-ever = 全期間
choice-m3u = M3U(プレーヤー用)
choice-jspf = JSPF(プレイリスト用)
choice-csv = CSV(表計算用)

## Words for tags

tag-hip-hop = ヒップホップ
tag-house = ハウス
tag-progressive-rock = プログレッシブロック
tag-alternative = オルタナティブ
tag-alternative-rock = オルタナティブロック
tag-ambient = アンビエント
tag-blues = ブルース
tag-classic-rock = クラシックロック
tag-country = カントリー
tag-dance = ダンス
tag-electro = エレクトロ
tag-electronic = エレクトロニック
tag-electronica = エレクトロニカ
tag-experimental = 実験音楽
tag-folk = フォーク
tag-funk = ファンク
tag-hard-rock = ハードロック
tag-heavy-metal = ヘヴィメタル
tag-indie = インディー
tag-indie-pop = インディーポップ
tag-indie-rock = インディーロック
tag-jazz = ジャズ
tag-metal = メタル
tag-pop = ポップ
tag-punk = パンク
tag-rnb = R&B
tag-rock = ロック
tag-soul = ソウル
tag-mellow = 穏やか
tag-beautiful = 美しい
tag-chill = ゆったり
tag-chillout = ゆったり
tag-happy = 楽しい
tag-party = パーティー
tag-sad = 悲しい
tag-sexy = セクシー
tag-00s = 2000 年代
tag-60s = 60 年代
tag-70s = 70 年代
tag-80s = 80 年代
tag-90s = 90 年代
tag-oldies = オールディーズ
tag-female-vocalist = 女性ボーカル
tag-female-vocalists = 女性ボーカル
tag-male-vocalists = 男性ボーカル
tag-acoustic = アコースティック
tag-guitar = ギター
tag-instrumental = インストゥルメンタル
tag-catchy = キャッチー
tag-easy-listening = イージーリスニング

## ジャンルの名前

genre-name-ambient = アンビエント
genre-name-blues = ブルース
genre-name-classical = クラシック
genre-name-country = カントリー
genre-name-disco = ディスコ
genre-name-electronic = 電子音楽
genre-name-experimental = 実験音楽
genre-name-folk = フォーク
genre-name-funk = ファンク
genre-name-hip-hop = ヒップホップ
genre-name-instrumental = インスト
genre-name-international = ワールド
genre-name-jazz = ジャズ
genre-name-metal = メタル
genre-name-pop = ポップ
genre-name-punk = パンク
genre-name-reggae = レゲエ
genre-name-rock = ロック
genre-name-soul = ソウル
genre-name-soul-r-b = ソウル・R&B
genre-name-soundtrack = サントラ
