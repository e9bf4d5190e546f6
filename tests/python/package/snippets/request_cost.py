from llmanac import calculate_request_cost

cost = calculate_request_cost("gpt-4o", input_tokens=1000, output_tokens=500)
print(f"Estimated cost: ${cost:.4f}")
