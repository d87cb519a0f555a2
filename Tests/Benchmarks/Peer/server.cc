// The peer of the unary-call benchmark: gRPC C++ in its fastest usual form, one completion queue
// served by one thread, answering two methods over a Unix socket without doing any work.
//
//   server SOCKET
//
// grpc.health.v1.Health/Check always answers SERVING, robots.v1.ExecutionService/GetRecord always
// the same prepared record, so that either server decodes the same request and encodes the same
// answer. It ends when its standard input ends.

#include <grpcpp/grpcpp.h>

#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "grpc/health/v1/health.grpc.pb.h"
#include "robots/v1/execution_service.grpc.pb.h"

namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using robots::v1::ExecutionService;
using robots::v1::GetRecordRequest;
using robots::v1::GetRecordResponse;

HealthCheckResponse PreparedHealth() {
  HealthCheckResponse answer;
  answer.set_status(HealthCheckResponse::SERVING);
  return answer;
}

GetRecordResponse PreparedRecord() {
  GetRecordResponse answer;
  auto* record = answer.mutable_record();
  record->set_entity_type("deal");
  record->set_id("benchmark");
  record->set_pipeline("sales");
  record->set_stage("new");
  record->set_etag("0123456789abc-1");
  record->set_visit("0123456789abc");
  for (int index = 0; index < 6; ++index) {
    (*record->mutable_fields())["field_" + std::to_string(index)].set_text("a short value");
  }
  record->mutable_create_time()->set_seconds(1772438400);
  record->mutable_update_time()->set_seconds(1772438400);
  record->mutable_stage_enter_time()->set_seconds(1772438400);
  return answer;
}

// What the completion queue hands back.
class Tag {
 public:
  virtual ~Tag() = default;
  virtual void Proceed(bool ok) = 0;
};

// One call from its arrival to its end; serves one call after another.
template <typename Service, typename Request, typename Response>
class Call final : public Tag {
 public:
  using Responder = grpc::ServerAsyncResponseWriter<Response>;
  using Ask = void (Service::*)(grpc::ServerContext*, Request*, Responder*,
                                grpc::CompletionQueue*, grpc::ServerCompletionQueue*, void*);

  Call(Service* service, Ask ask, grpc::ServerCompletionQueue* queue, const Response* answer)
      : service_(service), ask_(ask), queue_(queue), answer_(answer) {
    Wait();
  }

  void Proceed(bool ok) override {
    if (!ok) {
      delete this;
      return;
    }
    if (finished_) {
      Wait();
      return;
    }
    finished_ = true;
    state_->responder.Finish(*answer_, grpc::Status::OK, this);
  }

 private:
  struct State {
    grpc::ServerContext context;
    Request request;
    Responder responder{&context};
  };

  void Wait() {
    finished_ = false;
    state_ = std::make_unique<State>();
    (service_->*ask_)(&state_->context, &state_->request, &state_->responder, queue_, queue_,
                      static_cast<Tag*>(this));
  }

  Service* service_;
  Ask ask_;
  grpc::ServerCompletionQueue* queue_;
  const Response* answer_;
  std::unique_ptr<State> state_;
  bool finished_ = false;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: server SOCKET\n";
    return 64;
  }
  const HealthCheckResponse health = PreparedHealth();
  const GetRecordResponse record = PreparedRecord();
  Health::AsyncService health_service;
  ExecutionService::AsyncService execution_service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(std::string("unix:") + arguments[1],
                           grpc::InsecureServerCredentials());
  builder.RegisterService(&health_service);
  builder.RegisterService(&execution_service);
  auto queue = builder.AddCompletionQueue();
  auto server = builder.BuildAndStart();
  if (!server) return 69;
  using HealthCall = Call<Health::AsyncService, HealthCheckRequest, HealthCheckResponse>;
  using RecordCall = Call<ExecutionService::AsyncService, GetRecordRequest, GetRecordResponse>;
  for (int index = 0; index < 512; ++index) {
    new HealthCall(&health_service, &Health::AsyncService::RequestCheck, queue.get(), &health);
    new RecordCall(&execution_service, &ExecutionService::AsyncService::RequestGetRecord,
                   queue.get(), &record);
  }
  std::thread ending([&] {
    while (std::cin.get() != EOF) {
    }
    server->Shutdown(std::chrono::system_clock::now());
    queue->Shutdown();
  });
  void* tag;
  bool ok;
  while (queue->Next(&tag, &ok)) static_cast<Tag*>(tag)->Proceed(ok);
  ending.join();
  return 0;
}
