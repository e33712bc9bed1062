import DialogDSL
import Testing

@Suite struct NumberTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      three => 3
      thirty seven => 37
      twenty-five => 25
      two and a half => 2.5
      one and three quarters => 1.75
      half => 0.5
      a dozen => 12
      half a dozen => 6
      a couple => 2
      a couple of hundred => 200
      two dozen => 24
      minus three => -3
      negative twelve => -12
      one point five => 1.5
      eighteen point eight five => 18.85
      two point oh five => 2.05
      one hundred forty seven thousand four hundred fifty one => 147451
      twenty-five hundred => 2500
      a hundred => 100
      a thousand and one => 1001
      one and a half million => 1500000
      1.5 million => 1500000
      2 thousand 3 hundred => 2300
      1,500 => 1500
      2.75 => 2.75
      100k => 100000
      twelve lakh => 1200000
      three, sorry, four => 4!
      two no make that five => 5! @ two no make that five
      um, seven, please => 7 @ seven
      to => 2!
      to, tomorrow => 2! @ to
      um, for, please => 4! @ for
      to tomorrow => -
      a couple of dozen => 24
      two hundred dozens => 2400
      three hundred and two dozens => 324
      five eighths => 0.625
      one hundred thirty-fifths => 2.857142857143
      a hundredth => 0.01
      two thirds => 0.666666666667
      twenty and three and three fifths => 23.6
      3 million and a half => 3500000
      nine million and five ninths => 9555555.555556
      one billion and three quarters million => 1000750000
      two thirds of a million => 666666.666667
      half a million => 500000
      half million => 500000
      quarter of a million => 250000
      three lakh crore => 3000000000000
      two crore fifty lakh => 25000000
      one and a half lakh => 150000
      1,00,000 => 100000
      12,34,567 => 1234567
      ₹12,34,567.50 => 1234567.5
      1 234 567.89 => 1234567.89
      10 000 => 10000
      1,674,200.5 => 1674200.5
      1.2e3 => 1200
      2.33 k => 2330
      10G => 10000000000
      5/8 => 0.625
      1 3/4 => 1.75
      twenty one hundred => 2100
      nineteen eighty four => 1984
      twelve fifty => 1250
      one twenty two => 122
      one oh five => 105
      forty-five (45) => 45 / 45
      thirtyone => 31
      point one two o five => 0.1205
      oh point five => 0.5
      naught point five => 0.5
      nil => 0
      minus a half => -0.5
      one over twenty => 0.05
      2000 over 4 => 500
      number 5 => 5 @ number 5
      #5 => 5
      -5 => -5
      a hundred and change => 100~
      twenty odd => 20~
      around 200 => 200
      5 or 6 => 5~ / 6~ @ 5 or 6
      five to six => 5~ / 6~
      between 5 and 6 => 5~ / 6~
      I think 5, maybe 6 => 5~ / 6~
      either two or three => 2~ / 3~
      hundreds of people => -
      five percent => -
      20 % => -
      ten to four => -
      99999999999999999999 => -
      [max 10] twelve => -
      [min 2,max 10] one => -
      """))
  func readsNumbers(_ row: RecognizerRow) throws { try row.check(.number) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      three => 3
      just two => 2 @ just two
      two and a half => -
      to => 2!
      too => 2!
      for => 4!
      ate please => 8!
      won => 1!
      for two => 2 @ for two
      just me and my wife => 2
      just me => 1
      me, my wife and our three kids => 5
      two adults and three children => 5
      myself and two others => 3
      my brother and I => 2
      two couples => 4
      two, sorry, three => 3!
      my three kids and I => 4
      my four kids and I don't need a big table => 5
      me and three of my friends => 4
      myself plus the four joining => 5
      us four plus two more => 6
      3 men and a boy => 4
      3 adults one senior and 2 kids => 6
      me, my grandparents and 5 babies => 8
      me, my wife, and her son => 3
      me and the wife => 2
      me, wife and 3 kids are going => 5
      a man and a woman => 2
      two, sorry, two adults and a baby => 3!
      myself, my wife and 6 kids. My mom couldn't join us. => 8
      2 adults and 3 children and one of the children needs a seat => 5
      me and two of my friends, so three in total => 3 / 3
      4 generations, 8 total => 8 / 4
      may the 3 of us come => 3
      only the one => 1
      just the one ticket => 1
      it will just be me => 1
      a table just for me => 1
      one, just me => 1 / 1
      me plus one => 2
      half a dozen people => 6
      the twelve of us => 12
      change it from 8 to 7 => 7!
      from 8 people to just 7 => 7!
      not 4, 5 => 5!
      I said 8 not 4 => 8!
      5 instead of 6 => 5!
      anything but 5, 6 => 6!
      neither 2 nor 3 => -
      4 won't work, 5 => 5!
      2 or rather of 3 => 3!
      2, no no dang it, 3 => 3!
      in 1962 what challenged the empire no 1945 => 1945!
      2 uh 3 => 3!
      2 scratch that, 3, no wait, 4 => 4! / 2
      two to 139 Main Street => 2
      I need it for one person and I am going there => 1
      you can find me with two baths => 2
      [open] a table for four people at 7 pm => 4 @ for four
      [open] I need 2 tickets for the 9th => 2
      [open] two adults and one child please => 3
      [open] a party of 10 => 10
      [open] three people and I'm fine with sharing => 3
      one night => 1
      [open] a one way flight => -
      [open] 2 tables for 6 people => 6 / 2
      """))
  func readsIntegers(_ row: RecognizerRow) throws { try row.check(.integer) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      yes => -
      to the dentist => -
      [open] for my wife => -
      [open] at ten => -
      [open] June 5th => -
      [open] at 2:30 => -
      [open] 3 pm => -
      [open] in three days => -
      [open] that one => -
      [open] too late => -
      [open] five percent => -
      [open] one moment please => -
      [open] five five five oh one three four => -
      [open] the second one => -
      [open] I am here => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.integer) }
}
