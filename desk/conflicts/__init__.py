"""What independent reports of a story state differently: numbers, prices, dates, licences."""
