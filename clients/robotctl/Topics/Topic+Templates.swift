extension Topic {
  static let templates = Topic(
    name: "templates",
    summary: "how to write texts that are filled in with an item's fields",
    text: """
      The texts of robots are templates: between {{ and }} stands what is filled in,
      with formatters behind bars. They are checked when they are saved. The examples
      give what stands beside them for one deal that entered its stage on 2026-03-02
      at 09:00:

        name Oak table, amount 12400.50 PLN, source web, tags vip and oak,
        close_date 2026-06-03, responsible anna (Anna Nowak), supervisor Bob Lis,
        first contact Maria, an invoice of 6200 PLN, a quote valid until 2026-05-31

      FIELDS
          {{name}}                                        Oak table
          {{amount}}                                      12400.5 PLN
          {{close_date}}                                  2026-06-03
          {{tags}}                                        vip, oak
          {{responsible}}                                 anna
          {{responsible.name}}                            Anna Nowak
          {{contact.first_name}}                          Maria
          {{supervisor.name}}                             Bob Lis
          {{invoice.amount | money}}                      6200.00 PLN
          {{quote.valid_until}}                           2026-05-31
          {{stage}}                                       new

      Paths are those of conditions: a field of the item, of its first contact, its
      company, responsible, creator or supervisor, its invoice or quote. A run keeps to
      the invoice and the quote that it has read. Besides there are:

          {{now | date: "yyyy-MM-dd"}}                    2026-03-02
          {{run.due_time | date: "HH:mm"}}                09:00

      of the run also run.id, run.visit, run.robot and run.enter_time; and what an
      earlier robot of the same chain has put out, by that robot's alias:
      {{greeting.comment}}. "robotctl robot types -o json" tells what each puts out.

      FORMATTERS
          {{close_date | date: "dd.MM.yyyy"}}             03.06.2026
          {{close_date | date: "EEEE, d MMMM"}}           Wednesday, 3 June
          {{stage_enter_time | date: "H:mm 'sharp'"}}     9:00 sharp
          {{amount | money}}                              12400.50 PLN
          {{amount | money: 0}}                           12400 PLN
          {{amount | number}}                             12400.5
          {{amount | number: 2, ",", " "}}                12 400,50
          {{amount | currency}}                           PLN
          {{name | upper}}                                OAK TABLE
          {{name | lower}}                                oak table
          {{source | capitalize}}                         Web
          {{tags | first}}                                vip
          {{tags | join: " and "}}                        vip and oak
          {{description | default: "no words"}}           no words
          {{tags | first | upper | default: "none"}}      VIP
          {{name | required}}                             Oak table

      number and money take the digits after the point, rounded half to even, the
      point, and what stands between groups of three. A date is made of yyyy yy, M MM
      MMM MMMM, d dd, EEE EEEE, H HH, h hh a, m mm, s ss, SSS and xxx; words stand in
      single quotes. Times are shown in the zone of the robot, else of the item, else
      of the service. Where nothing is there, nothing is written; "required" fails the
      run instead.

      ESCAPING
          {{"{{name}}"}}                                  {{name}}

      What is filled in is never read as a template again. The texts of today's robots
      are plain: values stand in them as they are.

      NAMES
      A robot's alias is none of item, contact, company, responsible, supervisor,
      creator, invoice, quote, run, now. A field of one's own is none of id, pipeline,
      stage, create_time, update_time, stage_enter_time, and, or, not, in, between,
      true, false. A template has at most 16 KiB.
      """
  )
}
