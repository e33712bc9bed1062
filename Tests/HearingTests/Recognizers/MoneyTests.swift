import DialogDSL
import Testing

@Suite struct MoneyTests {
  @Test(
    arguments: RecognizerRow.rows(
      """
      forty bucks => 40 USD
      one dollar => 1 USD
      $5 => 5 USD
      $ 12,345.50 => 12345.5 USD
      $10K => 10000 USD
      10k$ => 10000 USD
      $4.7 billion => 4700000000 USD
      a US$4.7 billion deal => 4700000000 USD @ us $4.7 billion
      3.14US$ => 3.14 USD
      hk $ 10.05 billion => 10050000000 HKD
      about c $ 1.34 a share => 1.34 CAD
      a $5 fee => 5 USD
      A$5 => 5 AUD
      Mex$ 10 million => 10000000 MXN
      u.s $ 100,000,000 => 100000000 USD
      £1.5m => 1500000 GBP
      £ 20 => 20 GBP
      700£ => 700 GBP
      that 13.89€ please => 13.89 EUR
      100元 => 100 CNY
      100,000 ₭ => 100000 LAK
      ₹1,00,000 => 100000 INR
      USD 200 => 200 USD
      USD115 => 115 USD
      CHF 3.04 => 3.04 CHF
      75 USD million => 75000000 USD
      30 MUSD => 30000000 USD
      MAUD 60 => 60000000 AUD
      dollar 22.5 million => 22500000 USD
      Rs20 => 20 INR
      Rs. 500 => 500 INR
      20Rs => 20 INR
      20 Rupees 43 => 20.43 INR
      five lakhs rupees => 500000 INR
      four crore rupees => 40000000 INR
      5 quid => 5 GBP
      ten pounds fifty => 10.5 GBP
      one pound twenty pence => 1.2 GBP
      ten dollars oh five => 10.05 USD
      thirteen dollars and forty-five cents => 13.45 USD
      15 dollars and 50 => 15.5 USD
      17 USD 25 => 17.25 USD
      10 $ 30 cent => 10.3 USD
      US$3 and fourteen => 3.14 USD
      $ 12 50 => 12.5 USD
      5 dollars for 3 people => 5 USD
      5 dollars 3 people => 5 USD
      500 USD,100 times more => 500 USD
      three thousand dollars two hundred times => 3000 USD
      $4.25 and 32 is the quantity => 4.25 USD
      twenty point five o six dollars => 20.506 USD
      twelve hundred dollars => 1200 USD
      half a million dollars => 500000 USD
      half a dollar => 0.5 USD
      five and a half dollars => 5.5 USD
      two dollars and a half => 2.5 USD
      a couple hundred dollars => 200 USD
      a buck fifty => 1.5 USD
      a dollar ninety nine => 1.99 USD
      a fiver => 5 GBP
      two dimes => 0.2 USD
      fifty cents => 0.5 USD
      14.27 cents => 0.1427 USD
      50p => 0.5 GBP
      a penny => 0.01 USD
      four united states dollars and sixty nine cents => 4.69 USD
      10,000 swiss francs => 10000 CHF
      four hundred sixty billion won => 460000000000 KRW
      one point six nine billion yuan => 1690000000 CNY
      15 canadian dollars => 15 CAD
      two grand => 2000 none
      [open] two grand => 2000 none
      [open] forty bucks => 40 USD
      for the 20 best places it rose from $63.45 => 63.45 USD
      20 to 30 dollars => 20 USD~ / 30 USD~
      between five and ten quid => 5 GBP~ / 10 GBP~
      twenty dollars or thirty dollars => 20 USD~ / 30 USD~
      about a hundred dollars and change => 100 USD~
      forty dollars, no, fifty => 50 USD!
      forty dollars, no, make that 50 euros => 50 EUR!
      not twenty dollars, thirty => 30 none!
      [max 100] 250 dollars => -
      € 12,50 => 12.5 EUR
      12,50 € => 12.5 EUR
      1.234,56 € => 1234.56 EUR
      $12,500 => 12500 USD
      $100 CAD => 100 CAD
      $100 canadian => 100 CAD
      $30 australian => 30 AUD
      £20 sterling => 20 GBP
      S$ 80 => 80 SGD
      R$ 50 => 50 BRL
      a $ 5 fee => 5 USD
      three pounds twenty p => 3.2 GBP
      a 20-dollar gift card => 20 USD
      not fifty, sixty dollars => 60 USD
      a hundred k => 100000 none
      five k dollars => 5000 USD
      """))
  func readsAmountsWithCurrencies(_ row: RecognizerRow) throws { try row.check(.money) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      twelve fifty => 12.5 none
      four ninety nine => 4.99 none
      nineteen ninety five => 19.95 none
      one twenty => 1.2 none
      [min 100] twelve fifty => 1250 none
      2.50 => 2.5 none
      two hundred => 200 none
      5k => 5000 none
      a hundred and change => 100 none~
      no, definitely not more than 800 => 800 none
      can I make an 800 transfer to Gregory => 800 none
      did I spend more than 334 during 2019 => 334 none / 2019 none
      all 5 solutions are wrong => -
      that one => -
      I won 500 => 500 none
      five percent => -
      at 7 pm => -
      """))
  func readsBareAmounts(_ row: RecognizerRow) throws { try row.check(.money) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [CA] ten dollars => 10 CAD
      [AU] ten bucks => 10 AUD
      [AU] fifty cents => 0.5 AUD
      [GB] ten dollars => 10 USD
      [GB] a penny => 0.01 GBP
      [CA] ten pounds => 10 GBP
      [CA] 20 us dollars => 20 USD
      [CA] two loonies => 2 CAD
      [IN] 500 rupees => 500 INR
      [MX] 200 pesos => 200 MXN
      """))
  func resolvesSharedNamesByCountry(_ row: RecognizerRow) throws { try row.check(.money) }

  @Test(
    arguments: RecognizerRow.rows(
      """
      [open] two hundred => -
      [open] at seven thirty => -
      [open] twelve fifty => -
      [open] four people => -
      [open] try again => -
      [open] the top 10 => -
      """))
  func leaves(_ row: RecognizerRow) throws { try row.check(.money) }
}
